package candidate

import (
	"testing"

	"namedrop/internal/catalog"
)

func TestRepositoryForm(t *testing.T) {
	for _, c := range []struct{ name, repository, want string }{
		{"ibis-framework", "ibis-project/ibis", "ibis"},
		{"jupyter-repo2docker", "jupyterhub/repo2docker", "repo2docker"},
		{"torchvision", "pytorch/vision", ""},     // the last word, and English
		{"redis", "redis/redis-py", ""},           // the name with an affix
		{"kubernetes", "client/python", ""},       // no part of the name
		{"pathlib-abc", "barneygale/pathlib", ""}, // a module of Python
		{"ruff", "", ""},
	} {
		if got := repositoryForm(&catalog.Project{Name: c.name, Repository: c.repository}); got != c.want {
			t.Errorf("the repository form of %s is %q, want %q", c.name, got, c.want)
		}
	}
}
