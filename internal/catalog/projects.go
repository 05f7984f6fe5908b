package catalog

// Projects returns the projects of the layers, the most trusted first, without
// those that are only synced. The slice is shared: it must not be changed.
func (c *Catalog) Projects() []Project { return c.projects }
