package review

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestAccess: no page is shown without the cookie; the address with the key sets it.
func TestAccess(t *testing.T) {
	w := open(t, talk)
	ask := func(path string, jar http.CookieJar) (*http.Response, string) {
		r := httptest.NewRequest("GET", path, nil)
		r.Host = host
		at := &url.URL{Scheme: "http", Host: host, Path: "/"}
		for _, c := range jar.Cookies(at) {
			r.AddCookie(c)
		}
		answer := httptest.NewRecorder()
		w.ServeHTTP(answer, r)
		jar.SetCookies(at, answer.Result().Cookies())
		return answer.Result(), answer.Body.String()
	}
	nobody, _ := cookiejar.New(nil)
	for _, path := range []string{"/", "/?key=", "/?key=x", "/episode/1", "/episode/1?key=" + w.key, "/episode/1/correct", "/send?look=1", "/nowhere"} {
		answer, page := ask(path, nobody)
		if answer.StatusCode != http.StatusForbidden || strings.Contains(page, "tenacity") || strings.Contains(page, w.token) || len(answer.Cookies()) > 0 {
			t.Errorf("%s without a cookie: %s", path, answer.Status)
		}
	}
	entry := strings.TrimPrefix(w.Address(host), "http://"+host)
	person, _ := cookiejar.New(nil)
	answer, page := ask(entry, person)
	if answer.StatusCode != http.StatusOK || strings.Contains(page, w.key) || answer.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("the address with the key: %s, %s", answer.Status, page)
	}
	for _, c := range answer.Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Value == w.key {
			t.Errorf("the cookie is %v", c)
		}
	}
	if answer, page := ask("/", person); answer.StatusCode != http.StatusOK || !strings.Contains(page, "tenacity") {
		t.Errorf("with the cookie: %s", answer.Status)
	}
}

// TestConflict: of two people who decide on the same state, one gets an error.
func TestConflict(t *testing.T) {
	w := open(t, talk)
	first, second := w.form(), w.form()
	w.post("/proposal/1/reject", first, http.StatusSeeOther)
	w.post("/proposal/1/accept", second, http.StatusUnprocessableEntity, errMeanwhile.Error())
	if p, err := w.Proposals.Get(t.Context(), 1); err != nil || p.Decision.Verdict != "rejected" {
		t.Errorf("the decision is %v, %v", p.Decision, err)
	}
}
