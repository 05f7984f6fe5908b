package propose

import (
	"cmp"
	"regexp"
	"strings"
)

// What follows makes a description obey the rules that awesome-lint has for the
// text of an entry: its spelling, its balanced punctuation, and that it does not
// repeat the name; and what contribution guides ask everywhere: no marketing.

// properNames are the names that are spelt in one way only. Of those that
// awesome-lint knows, the ones that are also common words ("brackets", "chai",
// "expo") stay as they are: its findings there are warnings "if referring to the
// technology", and only a person can tell.
var properNames = spellings(`Android Ansible API AppleScript AWS Bitbucket Bitcoin Cassandra ChatGPT Clojure Cloudflare CoffeeScript
	CouchDB CSS CSV Debian DigitalOcean Django Docker Dropbox DynamoDB Elasticsearch Emacs Ethereum Evernote
	FastAPI FFmpeg FreeBSD GCP Git GitHub GitLab GraphQL gRPC Haskell Heroku HTML HTTP HTTPS ImageMagick InfluxDB
	iOS JavaScript jQuery JSON Jupyter JWT Keras Kotlin Kubernetes LangChain LinkedIn Linux macOS MariaDB Markdown
	Matplotlib MongoDB MQTT MySQL Neo4j Neovim NetBSD Node.js NoSQL npm NumPy OAuth OpenAI OpenAPI OpenBSD OpenGL
	ORM Pandas PDF Perl PHP Playwright PostgreSQL PyCharm PyPI Python PyTorch RabbitMQ Redis Scala SciPy Seaborn
	Selenium Solr SQL SQLAlchemy SQLite SSH Supabase SVG SVN TensorFlow Terraform TLS TypeScript Ubuntu UDP URL
	Vercel VSCode Vulkan Web3 WebAssembly WebDriver WebGL WebGPU WebRTC WebSocket WebSockets Wireshark WordPress
	XML YAML YouTube`)

// spellings maps each name in lower case to the name.
func spellings(names string) map[string]string {
	m := map[string]string{"nodejs": "Node.js", "osx": "macOS", "macosx": "macOS", "stackoverflow": "Stack Overflow", "postgres": "PostgreSQL",
		"k8s": "Kubernetes", "wasm": "WebAssembly"}
	for _, n := range strings.Fields(names) {
		m[strings.ToLower(n)] = n
	}
	return m
}

// properName spells a name of one word, also where the list has registered names:
// awesome-lint reads names too. Longer ones, as "django-ninja", it leaves alone.
func properName(name string) string {
	return cmp.Or(properNames[strings.ToLower(name)], name)
}

var lintWord = regexp.MustCompile(`(?i)node\.js|\bmac os x?\b|[\pL\pN_]+`)

// proper spells the names in s. What is part of an address, a file or an
// identifier keeps its form.
func proper(s string) string {
	var b strings.Builder
	done := 0
	for _, m := range lintWord.FindAllStringIndex(s, -1) {
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

// isJoined reports whether the word at s[lo:hi] is a part of something longer.
func isJoined(s string, lo, hi int) bool {
	after := strings.TrimLeft(s[hi:], "._@:")
	return lo > 0 && strings.ContainsRune("._/@#:\\", rune(s[lo-1])) ||
		len(after) < len(s[hi:]) && after != "" && after[0] != ' ' ||
		strings.HasPrefix(after, "://")
}

// boast is what is left where a claim cannot be taken out.
var boast = regexp.MustCompile(`(?i)\b(?:awesome|amazing|best|fastest|easiest|simplest|greatest|ultimate|revolutionary|game[- ]chang\w+|world's|number one|most (?:popular|powerful|advanced|complete)|blazing\w*|lightning[- ]fast|must[- ]have|state[- ]of[- ]the[- ]art)\b|#1|[!?]{2}`)

// markup is what summaries hold that were cut out of a page or written to do
// something in one.
var markup = regexp.MustCompile(`[<>\[\]{}|\\~^$*=]|://|www\.|\S*@\S|#[0-9]|__|(?i:\bgh-[0-9])|(?i:\b(?:javascript|data|mailto):)`)

// maxWord is the length in bytes of the longest word that a list should hold.
const maxWord = 32

// isUnfit reports whether a person should rather write the description: it
// still boasts, repeats the name, or is not a plain sentence.
func isUnfit(name, s string) bool {
	again := regexp.MustCompile(`(?i)^['"]?` + regexp.QuoteMeta(name) + `(?:[\s.,!?:'"-]|$)`)
	if boast.MatchString(s) || markup.MatchString(s) || again.MatchString(s) || !isBalanced(s) {
		return true
	}
	for _, w := range strings.Fields(s) {
		if len(w) > maxWord && !isForeign(w) {
			return true
		}
	}
	return !start.MatchString(s)
}

// start is how a sentence begins.
var start = regexp.MustCompile(`^["'“‘(]*[\pL\pN.]`)

// isBalanced reports whether brackets and quotation marks stand in pairs.
func isBalanced(s string) bool {
	for _, pair := range []string{"()", "“”", "（）", "「」", "『』", "【】", "《》"} {
		open, closing := []rune(pair)[0], []rune(pair)[1]
		if strings.Count(s, string(open)) != strings.Count(s, string(closing)) {
			return false
		}
	}
	return strings.Count(s, `"`)%2 == 0
}
