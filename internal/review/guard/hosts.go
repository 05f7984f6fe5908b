package guard

import (
	"net"
	"strconv"
	"strings"
)

// Hosts are the values of the Host header that belong to a server; the first
// is the one that is printed. Browsers write them in lower case and leave out the
// default port.
func Hosts(host string, addr *net.TCPAddr) []string {
	hosts := []string{strings.ToLower(host)}
	if addr.IP.IsLoopback() || addr.IP.IsUnspecified() {
		hosts = append(hosts, "127.0.0.1", "localhost", "::1")
	}
	if addr.IP.IsUnspecified() {
		own, _ := net.InterfaceAddrs()
		for _, a := range own {
			if ip, ok := a.(*net.IPNet); ok {
				hosts = append(hosts, ip.IP.String())
			}
		}
	}
	var names []string
	for _, h := range hosts {
		names = append(names, net.JoinHostPort(h, strconv.Itoa(addr.Port)))
	}
	for _, name := range names {
		if short, ok := strings.CutSuffix(name, ":80"); ok {
			names = append(names, short)
		}
	}
	return names
}
