package sanitize

import "testing"

func TestWithoutSecrets(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/feed?auth=abc":                         "https://a.example/feed?auth=xxxxx",
		"https://a.example/t.vtt?id=5&access_token=abc&x=1#t=2":   "https://a.example/t.vtt?id=5&access_token=xxxxx&x=1#t=2",
		"https://a.example/t?X-Amz-Signature=abc&X-Amz-Expires=5": "https://a.example/t?X-Amz-Signature=xxxxx&X-Amz-Expires=5",
		"https://a.example/t?%61uth=abc":                          "https://a.example/t?%61uth=xxxxx",
		"https://user:abc@a.example/feed":                         "https://user:xxxxx@a.example/feed",
		"https://a.example/feed?episode=5&keyword=x&author=y":     "https://a.example/feed?episode=5&keyword=x&author=y",
		"https://a.example/feed?auth":                             "https://a.example/feed?auth",
		"talks/feed.vtt":                                          "talks/feed.vtt",
		"":                                                        "",
		"http://[::1":                                             "http://[::1",
	} {
		if got := WithoutSecrets(address); got != want {
			t.Errorf("WithoutSecrets(%q) = %q, want %q", address, got, want)
		}
	}
}
