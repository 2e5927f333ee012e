#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "CTerminal.h"

// What asks for something: the program's own thread answers.
static const int polite[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
// What ends the process at once.
static const int fatal[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGPIPE};

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define SIGNAL_LIMIT 65

static struct sigaction before[SIGNAL_LIMIT];
static bool is_caught[SIGNAL_LIMIT];
static volatile sig_atomic_t is_pending[SIGNAL_LIMIT];
static int signal_pipe[2] = {-1, -1};
static void *alternate_stack;

static bool asks_to_end(int signal) { return signal == SIGINT || signal == SIGTERM || signal == SIGHUP; }

static void end_by_default(int signal) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(signal, &action, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal);
  raise(signal);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
}

static void on_polite(int signal) {
  int error = errno;
  if (asks_to_end(signal) && is_pending[signal]) {
    // The first request was not read: the program hangs, and the user means it.
    taskviz_restore_terminal();
    end_by_default(signal);
  }
  is_pending[signal] = 1;
  unsigned char byte = (unsigned char)signal;
  // A full pipe holds what will wake the program; nothing is lost by leaving this one out.
  ssize_t count = write(signal_pipe[1], &byte, 1);
  (void)count;
  errno = error;
}

static void on_fatal(int signal, siginfo_t *info, void *context) {
  (void)context;
  taskviz_restore_terminal();
  sigaction(signal, &before[signal], NULL);
  // The failing instruction runs again on return and meets the handler of before, such as a backtrace; a signal that
  // was sent does not come again by itself.
  bool comes_again = info->si_code > 0 && signal != SIGABRT && signal != SIGQUIT && signal != SIGPIPE && signal != SIGTRAP;
#ifdef SI_KERNEL
  if (info->si_code == SI_KERNEL) comes_again = false;
#endif
  if (!comes_again) raise(signal);
}

static bool catch_signal(int signal, bool is_fatal) {
  struct sigaction action = {0};
  sigemptyset(&action.sa_mask);
  if (is_fatal) {
    action.sa_sigaction = on_fatal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  } else {
    action.sa_handler = on_polite;
    action.sa_flags = SA_RESTART;
  }
  if (sigaction(signal, NULL, &before[signal]) != 0) return false;
  // Who started the process with a signal ignored (nohup) wants it ignored.
  if (before[signal].sa_handler == SIG_IGN) return true;
  is_caught[signal] = sigaction(signal, &action, NULL) == 0;
  return is_caught[signal];
}

// A stack that overflowed cannot run a handler.
static void use_alternate_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  size_t size = 64 * 1024;
  if (!alternate_stack) alternate_stack = malloc(size);
  if (!alternate_stack) return;
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = size};
  sigaltstack(&stack, NULL);
}

int taskviz_signals_catch(void) {
  if (signal_pipe[0] >= 0) return signal_pipe[0];
  if (pipe(signal_pipe) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    fcntl(signal_pipe[end], F_SETFL, fcntl(signal_pipe[end], F_GETFL) | O_NONBLOCK);
    fcntl(signal_pipe[end], F_SETFD, FD_CLOEXEC);
  }
  use_alternate_stack();
  bool is_complete = true;
  for (int i = 0; i < COUNT(polite); i++) is_complete &= catch_signal(polite[i], false);
  for (int i = 0; i < COUNT(fatal); i++) is_complete &= catch_signal(fatal[i], true);
  if (is_complete) return signal_pipe[0];
  taskviz_signals_release();
  return -1;
}

int taskviz_signals_next(void) {
  unsigned char byte;
  if (signal_pipe[0] < 0 || read(signal_pipe[0], &byte, 1) != 1 || byte >= SIGNAL_LIMIT) return 0;
  is_pending[byte] = 0;
  return byte;
}

void taskviz_signals_release(void) {
  for (int signal = 1; signal < SIGNAL_LIMIT; signal++) {
    if (is_caught[signal]) sigaction(signal, &before[signal], NULL);
    is_caught[signal] = false;
    is_pending[signal] = 0;
  }
  for (int end = 0; end < 2; end++) {
    if (signal_pipe[end] >= 0) close(signal_pipe[end]);
    signal_pipe[end] = -1;
  }
}

void taskviz_signals_end_process(int signal) {
  taskviz_restore_terminal();
  end_by_default(signal);
  // A signal that does not end processes by default was no way to end; the status says the same.
  _exit(128 + signal);
}
