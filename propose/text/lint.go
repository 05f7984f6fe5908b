package text

import (
	"cmp"
	"regexp"
	"strings"

	"namedrop/internal/pattern"
)

// The functions below make a description follow awesome-lint's rules for the text of an
// entry: spelling of names, balanced punctuation, and no repetition of the name. They
// also enforce the usual rule of contribution guides: no marketing.

// properNames lists names that have only one correct spelling. Of the names that
// awesome-lint knows, those that are also common words ("brackets", "chai", "expo") are
// left out: awesome-lint only warns about them "if referring to the technology", which
// takes a person to decide.
var properNames = spellings(`Android Ansible API AppleScript AWS Bitbucket Bitcoin Cassandra ChatGPT Clojure Cloudflare CoffeeScript
	CouchDB CSS CSV Debian DigitalOcean Django Docker Dropbox DynamoDB Elasticsearch Emacs Ethereum Evernote
	FastAPI FFmpeg FreeBSD GCP Git GitHub GitLab GraphQL gRPC Haskell Heroku HTML HTTP HTTPS ImageMagick InfluxDB
	iOS JavaScript jQuery JSON Jupyter JWT Keras Kotlin Kubernetes LangChain LinkedIn Linux macOS MariaDB Markdown
	Matplotlib MongoDB MQTT MySQL Neo4j Neovim NetBSD Node.js NoSQL npm NumPy OAuth OpenAI OpenAPI OpenBSD OpenGL
	ORM Pandas PDF Perl PHP Playwright PostgreSQL PyCharm PyPI Python PyTorch RabbitMQ Redis Scala SciPy Seaborn
	Selenium Solr SQL SQLAlchemy SQLite SSH Supabase SVG SVN TensorFlow Terraform TLS TypeScript Ubuntu UDP URL
	Vercel VSCode Vulkan Web3 WebAssembly WebDriver WebGL WebGPU WebRTC WebSocket WebSockets Wireshark WordPress
	XML YAML YouTube`)

// spellings maps each name in lowercase to its spelling.
func spellings(names string) map[string]string {
	m := map[string]string{"nodejs": "Node.js", "osx": "macOS", "macosx": "macOS", "stackoverflow": "Stack Overflow", "postgres": "PostgreSQL",
		"k8s": "Kubernetes", "wasm": "WebAssembly"}
	for _, n := range strings.Fields(names) {
		m[strings.ToLower(n)] = n
	}
	return m
}

// ProperName corrects the spelling of a one-word name, even if the list uses registered
// names, because awesome-lint checks names too. It leaves longer names such as
// "django-ninja" alone, as awesome-lint does.
func ProperName(name string) string {
	return cmp.Or(properNames[strings.ToLower(name)], name)
}

var lintWord = pattern.Lazy(`(?i)node\.js|\bmac os x?\b|[\pL\pN_]+`)

// proper corrects the spelling of names in s, except within addresses, file names and
// identifiers.
func proper(s string) string {
	var b strings.Builder
	done := 0
	for _, m := range lintWord().FindAllStringIndex(s, -1) {
		w := s[m[0]:m[1]]
		name := properNames[strings.ToLower(strings.ReplaceAll(w, " ", ""))]
		if name == "" || isJoined(s, m[0], m[1]) {
			continue
		}
		b.WriteString(s[done:m[0]] + name)
		done = m[1]
	}
	return b.String() + s[done:]
}

// isJoined reports whether the word at s[lo:hi] is part of a longer identifier.
func isJoined(s string, lo, hi int) bool {
	after := strings.TrimLeft(s[hi:], "._@:")
	return lo > 0 && strings.ContainsRune("._/@#:\\", rune(s[lo-1])) ||
		len(after) < len(s[hi:]) && after != "" && after[0] != ' ' ||
		strings.HasPrefix(after, "://")
}

// boast matches claims that remain after marketing has been removed.
var boast = pattern.Lazy(`(?i)\b(?:awesome|amazing|best|fastest|easiest|simplest|greatest|ultimate|revolutionary|game[- ]chang\w+|world's|number one|most (?:popular|powerful|advanced|complete)|blazing\w*|lightning[- ]fast|must[- ]have|state[- ]of[- ]the[- ]art)\b|#1|[!?]{2}`)

// markup matches syntax found in summaries that were copied from a page or try to inject
// markup into one.
var markup = pattern.Lazy(`[<>\[\]{}|\\~^$*=]|://|www\.|\S*@\S|#[0-9]|__|(?i:\bgh-[0-9])|(?i:\b(?:javascript|data|mailto):)`)

// maxWord is the length in bytes of the longest word allowed in a description.
const maxWord = 32

// isUnfit reports whether a person should write the description instead, because it still
// boasts, repeats the name, or is not a plain sentence.
func isUnfit(name, s string) bool {
	again := regexp.MustCompile(`(?i)^['"]?` + regexp.QuoteMeta(name) + `(?:[\s.,!?:'"-]|$)`)
	if boast().MatchString(s) || markup().MatchString(s) || again.MatchString(s) || !isBalanced(s) {
		return true
	}
	for _, w := range strings.Fields(s) {
		if len(w) > maxWord && !IsForeign(w) {
			return true
		}
	}
	return !start().MatchString(s)
}

// start matches the beginning of a sentence.
var start = pattern.Lazy(`^["'“‘(]*[\pL\pN.]`)

// isBalanced reports whether brackets and quotation marks are paired.
func isBalanced(s string) bool {
	for _, pair := range []string{"()", "“”", "（）", "「」", "『』", "【】", "《》"} {
		open, closing := []rune(pair)[0], []rune(pair)[1]
		if strings.Count(s, string(open)) != strings.Count(s, string(closing)) {
			return false
		}
	}
	return strings.Count(s, `"`)%2 == 0
}
