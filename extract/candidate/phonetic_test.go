package candidate

import (
	"fmt"
	"testing"

	"namedrop/internal/catalog"
)

func TestPhoneticNames(t *testing.T) {
	p := catalog.Project{Name: "djangorestframework", Aliases: []string{"rest framework", "django rest framework", "drf"}}
	if got := fmt.Sprint(phoneticNames(&p)); got != "[djangorestframework django rest framework drf]" {
		t.Errorf("phoneticNames = %s", got)
	}
}
