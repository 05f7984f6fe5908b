package match

import "namedrop/internal/ref"

// Link returns the address of a package: its repository, or else its page on
// PyPI.
func (p Package) Link() string {
	if url := p.RepositoryURL(); url != "" || p.Ecosystem != PyPI {
		return url
	}
	return ref.ProjectURL(p.Name)
}

// RepositoryURL returns the address of the repository, "" if it is unknown.
func (p Package) RepositoryURL() string { return ref.RepositoryURL(p.Repository) }
