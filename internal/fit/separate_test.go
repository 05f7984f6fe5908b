package fit

import (
	"math"
	"testing"
)

// asynchronous is a list about one subject, in the words of which similar projects differ.
var asynchronous = List{Title: "Awesome async", Sections: []Section{
	{Title: "Web", Entries: []Project{
		{Name: "aiohttp", About: "Async HTTP client and server framework."},
		{Name: "sanic", About: "Async web framework."},
	}},
	{Title: "Databases", Entries: []Project{
		{Name: "asyncpg", About: "Async driver for PostgreSQL."},
		{Name: "motor", About: "Async driver for MongoDB."},
	}},
}}

// TestSeparates checks that known projects that are not on the list count: a project like
// them must have more in common with the entries.
func TestSeparates(t *testing.T) {
	known := append([]Project{
		{Name: "django", About: "Web framework with a database."}, {Name: "bottle", About: "Small web framework."},
		{Name: "pyramid", About: "Web framework."}, {Name: "psycopg2", About: "Driver for PostgreSQL."},
	}, others...)
	m := Learn(asynchronous, known)
	with := m.Judge(Project{Name: "blacksheep", About: "Async web framework."}).Probability
	without := m.Judge(Project{Name: "cherrypy", About: "Web framework."}).Probability
	if with < 0.7 || without > 0.3 {
		t.Errorf("an async web framework belongs by %.2f, another one by %.2f", with, without)
	}
}

// TestLeverage checks that an example is judged as if it had been left out.
func TestLeverage(t *testing.T) {
	var rows []row
	for i := range 9 {
		x := row{}
		for k := range Dims {
			x.add(k, math.Sin(float64(7*i+k*k)))
		}
		x.add(Dims+i%2, 1)
		x.add(Dims+2, 1)
		rows = append(rows, x)
	}
	target := func(i int) float64 { return float64(i % 3) }
	fitted := func(without int) *normal {
		n := newNormal(Dims + 3)
		for i, x := range rows {
			if i != without {
				n.add(x, 0.5, target(i))
			}
		}
		n.factor(0.1)
		return n
	}
	score := func(n *normal, x row) float64 {
		weights, sum := n.solve(), 0.0
		for k, at := range x.at {
			sum += weights[at] * x.value[k]
		}
		return sum
	}
	all := fitted(-1)
	for i, x := range rows {
		got := target(i) - (target(i)-score(all, x))/(1-0.5*all.leverage(x))
		if want := score(fitted(i), x); math.Abs(got-want) > 1e-6 {
			t.Errorf("example %d scores %f without itself, want %f", i, got, want)
		}
	}
}
