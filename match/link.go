package match

// Link returns the address of a package: its repository, or else its page on
// PyPI.
func (p Package) Link() string {
	if url := p.RepositoryURL(); url != "" {
		return url
	}
	if p.Ecosystem == PyPI {
		return "https://pypi.org/project/" + p.Name + "/"
	}
	return ""
}

// RepositoryURL returns the address of the repository, "" if it is unknown.
func (p Package) RepositoryURL() string {
	if p.Repository == "" {
		return ""
	}
	return "https://github.com/" + p.Repository
}
