//go:build linux && amd64

package cmd

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"namedrop/internal/exit"
)

// killPoints is the maximum number of system calls at which a command is killed. Only
// calls that change something outside of the process count.
var killPoints = flag.Int("killpoints", 4, "`number` of system calls of each command at which it is killed; 0 for all")

// changing are the system calls that change something outside of the process: files,
// and the state of servers.
var changing = map[uint64]bool{
	syscall.SYS_WRITE: true, syscall.SYS_PWRITE64: true, syscall.SYS_FSYNC: true, syscall.SYS_FDATASYNC: true, syscall.SYS_FTRUNCATE: true,
	syscall.SYS_OPENAT: true, syscall.SYS_RENAME: true, syscall.SYS_RENAMEAT: true, syscall.SYS_UNLINK: true, syscall.SYS_UNLINKAT: true,
	syscall.SYS_MKDIRAT: true, syscall.SYS_CONNECT: true, syscall.SYS_FCNTL: true, 316: true, // renameat2
}

// runKilled runs extract and kills it before its nth such call, if n is above 0. It
// returns the output, the number of calls, and whether the process ended by itself.
func runKilled(t *testing.T, env []string, n int, args ...string) (printed string, calls int, ended bool) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	runtime.LockOSThread() // the thread that starts a process traces it
	defer runtime.UnlockOSThread()
	c := exec.Command(exe)
	c.Args = append([]string{"extract"}, args...) // see TestMain
	c.Env, c.Stdout, c.Stderr = env, out, out
	c.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true}
	if err := c.Start(); err != nil {
		t.Skip("no process can be traced here: ", err)
	}
	calls, ended = trace(t, c.Process.Pid, n)
	c.Process.Release()
	data, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(data), calls, ended
}

// trace traces all threads of a process until it ends. The process leads a group of its
// own, so that the processes of other tests are not waited for.
func trace(t *testing.T, pid, n int) (calls int, ended bool) {
	t.Helper()
	const (
		noThread = 0x20000000 // only children of this thread
		exitKill = 0x00100000
	)
	ready := false
	for {
		var status syscall.WaitStatus
		who, err := syscall.Wait4(-pid, &status, syscall.WALL|noThread, nil)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			t.Fatal("wait: ", err)
		}
		if !status.Stopped() {
			if who == pid {
				return calls, status.Exited()
			}
			continue
		}
		if !ready {
			ready = true
			if err := syscall.PtraceSetOptions(pid, syscall.PTRACE_O_TRACESYSGOOD|syscall.PTRACE_O_TRACECLONE|exitKill); err != nil {
				t.Fatal("trace: ", err)
			}
		}
		signal := 0
		switch stop := status.StopSignal(); stop {
		case syscall.SIGTRAP | 0x80:
			if isChanging(who) {
				if calls++; calls == n {
					syscall.Kill(pid, syscall.SIGKILL)
				}
			}
		case syscall.SIGTRAP, syscall.SIGSTOP:
		default:
			signal = int(stop)
		}
		_ = syscall.PtraceSyscall(who, signal) // a thread that was killed is gone
	}
}

// isChanging reports whether a stopped thread is about to make a changing call.
func isChanging(thread int) bool {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &regs) != nil {
		return false
	}
	entering := int64(regs.Rax) == -int64(syscall.ENOSYS)
	return entering && changing[regs.Orig_rax]
}

// killing is a command to kill, and the check that follows.
type killing struct {
	args  []string
	setUp []string // what was run before, in words parted by "; "
	check func(t *testing.T, w *machine, printed string)
}

// TestKilled kills commands at many of their system calls. Results that were printed
// must be saved, nothing may be damaged, and a second run must complete the work without
// doing anything twice.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and processes that are killed report no races")
	}
	t.Parallel()
	state := func(t *testing.T, w *machine) string {
		for l := range strings.Lines(w.extract("propose", "--offline")) {
			if strings.Contains(l, "tenacity") {
				return strings.Fields(l)[1]
			}
		}
		t.Error("the proposal is gone")
		return ""
	}
	names := func(t *testing.T, w *machine) {
		if info := w.extract("catalog", "info"); !strings.Contains(info, "synced: ") {
			t.Error(info)
		}
	}
	for name, k := range map[string]killing{
		"accept": {[]string{"propose", "--offline", "--accept", "tenacity"}, []string{"run talk.txt"}, func(t *testing.T, w *machine, printed string) {
			if got := state(t, w); strings.Contains(printed, "accepted tenacity") && got != "accepted" {
				t.Errorf("%q was printed, but the proposal is %s", printed, got)
			}
		}},
		"send": {[]string{"propose", "--send"}, []string{"run talk.txt", "propose --offline --accept tenacity"}, func(t *testing.T, w *machine, _ string) {
			w.extract("propose", "--send")
			if n := len(w.hub.pulls); n != 1 {
				t.Errorf("there are %d pull requests", n)
			}
		}},
		"run": {[]string{"run", "--out", "OUT", "talk.txt"}, nil, func(t *testing.T, w *machine, printed string) {
			w.extract("run", "--out", filepath.Join(w.dir, "out"), filepath.Join(w.dir, "talk.txt"))
			state(t, w)
		}},
		"watch": {[]string{"watch", "--private", "FEED"}, nil, checkWatched},
		"sync": {[]string{"catalog", "sync"}, nil, func(t *testing.T, w *machine, _ string) {
			names(t, w)
			w.extract("catalog", "sync")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, calls, ended := killAt(t, k, 0)
			if !ended || calls == 0 {
				t.Fatalf("unharmed, it ended by itself: %v, after %d calls", ended, calls)
			}
			points := calls
			if *killPoints > 0 {
				points = min(points, *killPoints)
			}
			for i := range points {
				w, _, _ := killAt(t, k, 1+i*calls/points)
				w.Close()
			}
		})
	}
}

// checkWatched runs "extract watch" again. Together with what the killed one printed, every
// episode must have been reported; each must be read, and a third call must have nothing
// to say.
func checkWatched(t *testing.T, w *machine, printed string) {
	again, code := w.try("watch", "--private", w.URL+"/feed.xml")
	if code != exit.CodeDone {
		t.Errorf("the second call ended with code %d: %s", code, again)
	}
	for _, title := range []string{"First episode\n", "Second episode\n"} {
		if !strings.Contains(printed+again, title) {
			t.Errorf("%q was not reported:\n%s%s", title, printed, again)
		}
	}
	if out, code := w.try("watch", "--quiet", "--private", w.URL+"/feed.xml"); code != exit.CodeDone || out != "" {
		t.Errorf("the third call ended with code %d: %s", code, out)
	}
	if found := w.extract("find", "--format", "json", "tenacity"); strings.Count(found, `"name":"tenacity"`) != 2 || !strings.Contains(found, `"episodes":2,`) {
		t.Errorf("found %s", found)
	}
}

// killAt sets up a machine, runs the command until its nth call, and checks.
func killAt(t *testing.T, k killing, n int) (w *machine, calls int, ended bool) {
	t.Helper()
	w = newMachine(t)
	place := strings.NewReplacer("talk.txt", filepath.Join(w.dir, "talk.txt"), "OUT", filepath.Join(w.dir, "out"), "FEED", w.URL+"/feed.xml")
	for _, c := range k.setUp {
		w.extract(strings.Fields(place.Replace(c))...)
	}
	var args []string
	for _, a := range k.args {
		args = append(args, place.Replace(a))
	}
	printed, calls, ended := runKilled(t, w.env(), n, args...)
	if n == 0 && !ended {
		t.Log(printed)
	}
	k.check(t, w, printed)
	return w, calls, ended
}
