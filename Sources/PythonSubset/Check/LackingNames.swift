/// What CPython 3.13's modules have that ours lack: whatever else is asked of them is in neither.
enum LackingNames {
  /// Modules that are also attributes of another one, once they are imported.
  static let submodules: [String: Set<String>] = [
    "asyncio": words(
      """
      base_events base_futures base_subprocess base_tasks constants coroutines events exceptions \
      format_helpers futures locks log mixins protocols queues runners selector_events sslproto staggered \
      streams subprocess taskgroups tasks threads timeouts transports trsock unix_events
      """),
    "concurrent.futures": ["process", "thread"], "json": ["decoder", "encoder", "scanner", "tool"],
    "logging": ["config", "handlers"], "os": ["path"],
  ]

  /// By module; made of `dir()` of each.
  static let ofModules: [String: Set<String>] = [
    "abc": words(
      """
      abstractclassmethod abstractproperty abstractstaticmethod get_cache_token update_abstractmethods
      """),
    "asyncio": words(
      """
      AbstractChildWatcher AbstractEventLoopPolicy AbstractServer BaseEventLoop BaseTransport \
      BufferedProtocol DatagramProtocol DatagramTransport DefaultEventLoopPolicy FastChildWatcher \
      MultiLoopChildWatcher PidfdChildWatcher ReadTransport SafeChildWatcher SendfileNotAvailableError \
      StreamReaderProtocol SubprocessProtocol SubprocessTransport ThreadedChildWatcher Transport \
      WriteTransport base_events base_futures base_subprocess base_tasks constants coroutines \
      create_subprocess_exec create_subprocess_shell events exceptions format_helpers futures \
      get_child_watcher get_event_loop_policy locks log mixins protocols queues runners selector_events \
      set_child_watcher set_event_loop_policy sslproto staggered streams subprocess sys taskgroups tasks \
      threads timeouts transports trsock unix_events
      """),
    "base64": words(
      """
      MAXBINSIZE MAXLINESIZE a85decode a85encode b32decode b32hexdecode b32hexencode b85decode b85encode \
      bytes_types decode decodebytes encode encodebytes main z85decode z85encode
      """),
    "binascii": words(
      """
      a2b_base64 a2b_qp a2b_uu b2a_base64 b2a_qp b2a_uu crc32 crc_hqx
      """),
    "bisect": [],
    "collections": words(
      """
      UserList UserString abc
      """),
    "collections.abc": words(
      """
      ABCMeta ByteString EllipsisType FunctionType GenericAlias abstractmethod async_generator \
      bytearray_iterator bytes_iterator coroutine dict_itemiterator dict_items dict_keyiterator dict_keys \
      dict_valueiterator dict_values framelocalsproxy generator list_iterator list_reverseiterator \
      longrange_iterator mappingproxy range_iterator set_iterator str_iterator tuple_iterator \
      zip_iterator
      """),
    "concurrent": words(
      """
      futures
      """),
    "concurrent.futures": words(
      """
      ProcessPoolExecutor
      """),
    "contextlib": words(
      """
      GenericAlias MethodType chdir deque wraps
      """),
    "contextvars": [],
    "copy": words(
      """
      dispatch_table
      """),
    "csv": words(
      """
      Sniffer StringIO field_size_limit re types
      """),
    "dataclasses": words(
      """
      recursive_repr
      """),
    "datetime": words(
      """
      datetime_CAPI
      """),
    "enum": words(
      """
      CONFORM CONTINUOUS DynamicClassAttribute EJECT EnumCheck EnumDict KEEP MappingProxyType NAMED_FLAGS \
      STRICT UNIQUE bin global_flag_repr pickle_by_enum_name pickle_by_global_name show_flag_values
      """),
    "functools": words(
      """
      GenericAlias RLock get_cache_token namedtuple recursive_repr
      """),
    "hashlib": words(
      """
      algorithms_available algorithms_guaranteed blake2b blake2s file_digest pbkdf2_hmac scrypt sha3_224 \
      sha3_256 sha3_384 sha3_512 shake_128 shake_256
      """),
    "heapq": [],
    "inspect": words(
      """
      AGEN_CLOSED AGEN_CREATED AGEN_RUNNING AGEN_SUSPENDED ArgInfo Arguments Attribute BlockFinder \
      BoundArguments BufferFlags CORO_CLOSED CORO_CREATED CORO_RUNNING CORO_SUSPENDED CO_ASYNC_GENERATOR \
      CO_COROUTINE CO_GENERATOR CO_ITERABLE_COROUTINE CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED \
      CO_VARARGS CO_VARKEYWORDS ClassFoundException ClosureVars EndOfBlock FrameInfo FullArgSpec \
      GEN_CLOSED GEN_CREATED GEN_RUNNING GEN_SUSPENDED OrderedDict Parameter Signature \
      TPFLAGS_IS_ABSTRACT Traceback attrgetter classify_class_attrs cleandoc currentframe findsource \
      formatannotation formatannotationrelativeto formatargvalues get_annotations getabsfile getargs \
      getargvalues getasyncgenlocals getasyncgenstate getattr_static getblock getcallargs getclasstree \
      getclosurevars getcomments getcoroutinelocals getcoroutinestate getdoc getfile getframeinfo \
      getfullargspec getgeneratorlocals getgeneratorstate getinnerframes getlineno getmembers \
      getmembers_static getmodule getmodulename getmro getouterframes getsource getsourcefile \
      getsourcelines indentsize isabstract iscode isdatadescriptor isframe isgetsetdescriptor iskeyword \
      ismemberdescriptor ismethoddescriptor ismethodwrapper make_weakref markcoroutinefunction \
      modulesbyfile namedtuple signature stack trace walktree
      """),
    "io": words(
      """
      BlockingIOError BufferedRWPair BufferedRandom BufferedReader BufferedWriter FileIO \
      IncrementalNewlineDecoder RawIOBase SEEK_CUR SEEK_END SEEK_SET TextIOWrapper open open_code \
      text_encoding
      """),
    "itertools": [],
    "json": words(
      """
      codecs decoder detect_encoding encoder scanner
      """),
    "logging": words(
      """
      BufferingFormatter FileHandler GenericAlias PlaceHolder Template atexit captureWarnings collections \
      currentframe getHandlerByName getHandlerNames io os re sys threading time traceback warnings \
      weakref
      """),
    "math": words(
      """
      gamma lgamma sumprod
      """),
    "operator": words(
      """
      iconcat
      """),
    "os": words(
      """
      CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED CLD_TRAPPED CLONE_FILES CLONE_FS \
      CLONE_NEWCGROUP CLONE_NEWIPC CLONE_NEWNET CLONE_NEWNS CLONE_NEWPID CLONE_NEWTIME CLONE_NEWUSER \
      CLONE_NEWUTS CLONE_SIGHAND CLONE_SYSVSEM CLONE_THREAD CLONE_VM DirEntry EFD_CLOEXEC EFD_NONBLOCK \
      EFD_SEMAPHORE EX_CANTCREAT EX_CONFIG EX_DATAERR EX_IOERR EX_NOHOST EX_NOINPUT EX_NOPERM EX_NOUSER \
      EX_OK EX_OSERR EX_OSFILE EX_PROTOCOL EX_SOFTWARE EX_TEMPFAIL EX_UNAVAILABLE EX_USAGE F_LOCK F_OK \
      F_TEST F_TLOCK F_ULOCK GRND_NONBLOCK GRND_RANDOM GenericAlias MFD_ALLOW_SEALING MFD_CLOEXEC \
      MFD_HUGETLB MFD_HUGE_16GB MFD_HUGE_16MB MFD_HUGE_1GB MFD_HUGE_1MB MFD_HUGE_256MB MFD_HUGE_2GB \
      MFD_HUGE_2MB MFD_HUGE_32MB MFD_HUGE_512KB MFD_HUGE_512MB MFD_HUGE_64KB MFD_HUGE_8MB MFD_HUGE_MASK \
      MFD_HUGE_SHIFT Mapping MutableMapping NGROUPS_MAX O_ACCMODE O_APPEND O_ASYNC O_CLOEXEC O_CREAT \
      O_DIRECT O_DIRECTORY O_DSYNC O_EXCL O_FSYNC O_LARGEFILE O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW \
      O_NONBLOCK O_PATH O_RDONLY O_RDWR O_RSYNC O_SYNC O_TMPFILE O_TRUNC O_WRONLY POSIX_FADV_DONTNEED \
      POSIX_FADV_NOREUSE POSIX_FADV_NORMAL POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED \
      POSIX_SPAWN_CLOSE POSIX_SPAWN_CLOSEFROM POSIX_SPAWN_DUP2 POSIX_SPAWN_OPEN PRIO_PGRP PRIO_PROCESS \
      PRIO_USER P_ALL P_NOWAIT P_NOWAITO P_PGID P_PID P_PIDFD P_WAIT RTLD_DEEPBIND RTLD_GLOBAL RTLD_LAZY \
      RTLD_LOCAL RTLD_NODELETE RTLD_NOLOAD RTLD_NOW RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC \
      R_OK SCHED_BATCH SCHED_FIFO SCHED_IDLE SCHED_OTHER SCHED_RESET_ON_FORK SCHED_RR SEEK_CUR SEEK_DATA \
      SEEK_END SEEK_HOLE SEEK_SET SPLICE_F_MORE SPLICE_F_MOVE SPLICE_F_NONBLOCK ST_APPEND ST_MANDLOCK \
      ST_NOATIME ST_NODEV ST_NODIRATIME ST_NOEXEC ST_NOSUID ST_RDONLY ST_RELATIME ST_SYNCHRONOUS ST_WRITE \
      TFD_CLOEXEC TFD_NONBLOCK TFD_TIMER_ABSTIME TFD_TIMER_CANCEL_ON_SET TMP_MAX WCONTINUED WCOREDUMP \
      WEXITED WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WNOHANG WNOWAIT WSTOPPED WSTOPSIG \
      WTERMSIG WUNTRACED W_OK XATTR_CREATE XATTR_REPLACE XATTR_SIZE_MAX X_OK abort access chdir chmod \
      chown chroot close closerange confstr confstr_names copy_file_range ctermid device_encoding dup dup2 \
      environb eventfd eventfd_read eventfd_write execl execle execlp execlpe execv execve execvp execvpe \
      fchdir fchmod fchown fdatasync fdopen fork forkpty fpathconf fsdecode fsencode fstat fstatvfs fsync \
      ftruncate fwalk get_blocking get_exec_path get_inheritable get_terminal_size getcwdb getegid getenvb \
      geteuid getgid getgrouplist getgroups getloadavg getlogin getpgid getpgrp getpriority getrandom \
      getresgid getresuid getsid getuid getxattr grantpt initgroups isatty kill killpg lchown link listdir \
      listxattr lockf login_tty lseek lstat major makedev makedirs memfd_create minor mkdir mkfifo mknod \
      nice open openpty pathconf pathconf_names pidfd_open pipe pipe2 popen posix_fadvise posix_fallocate \
      posix_openpt posix_spawn posix_spawnp pread preadv ptsname putenv pwrite pwritev read readlink readv \
      register_at_fork remove removedirs removexattr rename renames replace rmdir scandir \
      sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler \
      sched_param sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler sched_yield \
      sendfile set_blocking set_inheritable setegid seteuid setgid setgroups setns setpgid setpgrp \
      setpriority setregid setresgid setresuid setreuid setsid setuid setxattr spawnl spawnle spawnlp \
      spawnlpe spawnv spawnve spawnvp spawnvpe splice stat stat_result statvfs statvfs_result strerror \
      supports_bytes_environ supports_dir_fd supports_effective_ids supports_fd supports_follow_symlinks \
      symlink sync sysconf sysconf_names system tcgetpgrp tcsetpgrp terminal_size timerfd_create \
      timerfd_gettime timerfd_gettime_ns timerfd_settime timerfd_settime_ns times times_result truncate \
      ttyname umask uname uname_result unlink unlockpt unsetenv unshare utime wait wait3 wait4 waitid \
      waitid_result waitpid waitstatus_to_exitcode walk write writev
      """),
    "os.path": words(
      """
      exists genericpath getatime getctime getmtime getsize isdevdrive isdir isfile isjunction islink \
      ismount lexists os realpath samefile sameopenfile samestat stat supports_unicode_filenames sys
      """),
    "random": words(
      """
      BPF LOG4 NV_MAGICCONST RECIP_BPF SG_MAGICCONST TWOPI binomialvariate main vonmisesvariate
      """),
    "re": words(
      """
      DEBUG Scanner copyreg enum functools
      """),
    "signal": words(
      """
      Handlers ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL ItimerError NSIG SIGABRT SIGALRM SIGBUS SIGCHLD \
      SIGCLD SIGCONT SIGFPE SIGILL SIGIO SIGIOT SIGKILL SIGPIPE SIGPOLL SIGPROF SIGPWR SIGRTMAX SIGRTMIN \
      SIGSEGV SIGSTKFLT SIGSTOP SIGSYS SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGVTALRM SIGWINCH SIGXCPU \
      SIGXFSZ SIG_BLOCK SIG_SETMASK SIG_UNBLOCK Sigmasks alarm default_int_handler getitimer pause \
      pidfd_send_signal pthread_kill pthread_sigmask raise_signal set_wakeup_fd setitimer siginterrupt \
      sigpending sigtimedwait sigwait sigwaitinfo strsignal struct_siginfo valid_signals
      """),
    "socket": words(
      """
      AF_ALG AF_APPLETALK AF_ASH AF_ATMPVC AF_ATMSVC AF_AX25 AF_BRIDGE AF_CAN AF_DECnet AF_ECONET AF_IPX \
      AF_IRDA AF_KEY AF_LLC AF_NETBEUI AF_NETLINK AF_NETROM AF_PACKET AF_PPPOX AF_QIPCRTR AF_RDS AF_ROSE \
      AF_ROUTE AF_SECURITY AF_SNA AF_TIPC AF_VSOCK AF_WANPIPE AF_X25 AI_ADDRCONFIG AI_ALL AI_CANONNAME \
      AI_NUMERICHOST AI_NUMERICSERV AI_PASSIVE AI_V4MAPPED ALG_OP_DECRYPT ALG_OP_ENCRYPT ALG_OP_SIGN \
      ALG_OP_VERIFY ALG_SET_AEAD_ASSOCLEN ALG_SET_AEAD_AUTHSIZE ALG_SET_IV ALG_SET_KEY ALG_SET_OP \
      ALG_SET_PUBKEY AddressFamily AddressInfo CAN_BCM CAN_BCM_CAN_FD_FRAME CAN_BCM_RX_ANNOUNCE_RESUME \
      CAN_BCM_RX_CHANGED CAN_BCM_RX_CHECK_DLC CAN_BCM_RX_DELETE CAN_BCM_RX_FILTER_ID \
      CAN_BCM_RX_NO_AUTOTIMER CAN_BCM_RX_READ CAN_BCM_RX_RTR_FRAME CAN_BCM_RX_SETUP CAN_BCM_RX_STATUS \
      CAN_BCM_RX_TIMEOUT CAN_BCM_SETTIMER CAN_BCM_STARTTIMER CAN_BCM_TX_ANNOUNCE CAN_BCM_TX_COUNTEVT \
      CAN_BCM_TX_CP_CAN_ID CAN_BCM_TX_DELETE CAN_BCM_TX_EXPIRED CAN_BCM_TX_READ \
      CAN_BCM_TX_RESET_MULTI_IDX CAN_BCM_TX_SEND CAN_BCM_TX_SETUP CAN_BCM_TX_STATUS CAN_EFF_FLAG \
      CAN_EFF_MASK CAN_ERR_FLAG CAN_ERR_MASK CAN_ISOTP CAN_J1939 CAN_RAW CAN_RAW_FD_FRAMES CAN_RAW_FILTER \
      CAN_RAW_JOIN_FILTERS CAN_RAW_LOOPBACK CAN_RAW_RECV_OWN_MSGS CAN_RTR_FLAG CAN_SFF_MASK CAPI CMSG_LEN \
      CMSG_SPACE EAGAIN EAI_ADDRFAMILY EAI_AGAIN EAI_BADFLAGS EAI_FAIL EAI_FAMILY EAI_MEMORY EAI_NODATA \
      EAI_NONAME EAI_OVERFLOW EAI_SERVICE EAI_SOCKTYPE EAI_SYSTEM EBADF ETHERTYPE_ARP ETHERTYPE_IP \
      ETHERTYPE_IPV6 ETHERTYPE_VLAN ETH_P_ALL EWOULDBLOCK INADDR_ALLHOSTS_GROUP INADDR_ANY \
      INADDR_BROADCAST INADDR_LOOPBACK INADDR_MAX_LOCAL_GROUP INADDR_NONE INADDR_UNSPEC_GROUP \
      IOCTL_VM_SOCKETS_GET_LOCAL_CID IPPORT_RESERVED IPPORT_USERRESERVED IPPROTO_AH IPPROTO_DSTOPTS \
      IPPROTO_EGP IPPROTO_ESP IPPROTO_FRAGMENT IPPROTO_GRE IPPROTO_HOPOPTS IPPROTO_ICMP IPPROTO_ICMPV6 \
      IPPROTO_IDP IPPROTO_IGMP IPPROTO_IP IPPROTO_IPIP IPPROTO_IPV6 IPPROTO_MPTCP IPPROTO_NONE \
      IPPROTO_PIM IPPROTO_PUP IPPROTO_RAW IPPROTO_ROUTING IPPROTO_RSVP IPPROTO_SCTP IPPROTO_TP \
      IPPROTO_UDP IPPROTO_UDPLITE IPV6_CHECKSUM IPV6_DONTFRAG IPV6_DSTOPTS IPV6_HOPLIMIT IPV6_HOPOPTS \
      IPV6_JOIN_GROUP IPV6_LEAVE_GROUP IPV6_MULTICAST_HOPS IPV6_MULTICAST_IF IPV6_MULTICAST_LOOP \
      IPV6_NEXTHOP IPV6_PATHMTU IPV6_PKTINFO IPV6_RECVDSTOPTS IPV6_RECVHOPLIMIT IPV6_RECVHOPOPTS \
      IPV6_RECVPATHMTU IPV6_RECVPKTINFO IPV6_RECVRTHDR IPV6_RECVTCLASS IPV6_RTHDR IPV6_RTHDRDSTOPTS \
      IPV6_RTHDR_TYPE_0 IPV6_TCLASS IPV6_UNICAST_HOPS IPV6_V6ONLY IP_ADD_MEMBERSHIP \
      IP_ADD_SOURCE_MEMBERSHIP IP_BIND_ADDRESS_NO_PORT IP_BLOCK_SOURCE IP_DEFAULT_MULTICAST_LOOP \
      IP_DEFAULT_MULTICAST_TTL IP_DROP_MEMBERSHIP IP_DROP_SOURCE_MEMBERSHIP IP_HDRINCL IP_MAX_MEMBERSHIPS \
      IP_MULTICAST_IF IP_MULTICAST_LOOP IP_MULTICAST_TTL IP_OPTIONS IP_PKTINFO IP_RECVOPTS IP_RECVRETOPTS \
      IP_RECVTOS IP_RETOPTS IP_TOS IP_TRANSPARENT IP_TTL IP_UNBLOCK_SOURCE IntEnum IntFlag \
      J1939_EE_INFO_NONE J1939_EE_INFO_TX_ABORT J1939_FILTER_MAX J1939_IDLE_ADDR J1939_MAX_UNICAST_ADDR \
      J1939_NLA_BYTES_ACKED J1939_NLA_PAD J1939_NO_ADDR J1939_NO_NAME J1939_NO_PGN \
      J1939_PGN_ADDRESS_CLAIMED J1939_PGN_ADDRESS_COMMANDED J1939_PGN_MAX J1939_PGN_PDU1_MAX \
      J1939_PGN_REQUEST MSG_CMSG_CLOEXEC MSG_CONFIRM MSG_CTRUNC MSG_DONTROUTE MSG_DONTWAIT MSG_EOR \
      MSG_ERRQUEUE MSG_FASTOPEN MSG_MORE MSG_NOSIGNAL MSG_OOB MSG_PEEK MSG_TRUNC MSG_WAITALL MsgFlag \
      NETLINK_CRYPTO NETLINK_DNRTMSG NETLINK_FIREWALL NETLINK_IP6_FW NETLINK_NFLOG NETLINK_ROUTE \
      NETLINK_USERSOCK NETLINK_XFRM NI_DGRAM NI_IDN NI_MAXHOST NI_MAXSERV NI_NAMEREQD NI_NOFQDN \
      NI_NUMERICHOST NI_NUMERICSERV PACKET_BROADCAST PACKET_FASTROUTE PACKET_HOST PACKET_LOOPBACK \
      PACKET_MULTICAST PACKET_OTHERHOST PACKET_OUTGOING PF_CAN PF_PACKET PF_RDS SCM_CREDENTIALS \
      SCM_J1939_DEST_ADDR SCM_J1939_DEST_NAME SCM_J1939_ERRQUEUE SCM_J1939_PRIO SCM_RIGHTS SHUT_RD \
      SHUT_RDWR SHUT_WR SOCK_CLOEXEC SOCK_NONBLOCK SOCK_RAW SOCK_RDM SOCK_SEQPACKET SOL_ALG SOL_CAN_BASE \
      SOL_CAN_RAW SOL_IP SOL_RDS SOL_TCP SOL_TIPC SOL_UDP SOMAXCONN SO_ACCEPTCONN SO_BINDTODEVICE \
      SO_BINDTOIFINDEX SO_BROADCAST SO_DEBUG SO_DOMAIN SO_DONTROUTE SO_ERROR SO_INCOMING_CPU \
      SO_J1939_ERRQUEUE SO_J1939_FILTER SO_J1939_PROMISC SO_J1939_SEND_PRIO SO_KEEPALIVE SO_LINGER \
      SO_MARK SO_OOBINLINE SO_PASSCRED SO_PASSSEC SO_PEERCRED SO_PEERSEC SO_PRIORITY SO_PROTOCOL \
      SO_RCVBUF SO_RCVLOWAT SO_RCVTIMEO SO_REUSEPORT SO_SNDBUF SO_SNDLOWAT SO_SNDTIMEO SO_TYPE \
      SO_VM_SOCKETS_BUFFER_MAX_SIZE SO_VM_SOCKETS_BUFFER_MIN_SIZE SO_VM_SOCKETS_BUFFER_SIZE SocketIO \
      SocketKind SocketType TCP_CC_INFO TCP_CONGESTION TCP_CORK TCP_DEFER_ACCEPT TCP_FASTOPEN \
      TCP_FASTOPEN_CONNECT TCP_FASTOPEN_KEY TCP_FASTOPEN_NO_COOKIE TCP_INFO TCP_INQ TCP_KEEPCNT \
      TCP_KEEPIDLE TCP_KEEPINTVL TCP_LINGER2 TCP_MAXSEG TCP_MD5SIG TCP_MD5SIG_EXT TCP_NOTSENT_LOWAT \
      TCP_QUEUE_SEQ TCP_QUICKACK TCP_REPAIR TCP_REPAIR_OPTIONS TCP_REPAIR_QUEUE TCP_REPAIR_WINDOW \
      TCP_SAVED_SYN TCP_SAVE_SYN TCP_SYNCNT TCP_THIN_DUPACK TCP_THIN_LINEAR_TIMEOUTS TCP_TIMESTAMP \
      TCP_TX_DELAY TCP_ULP TCP_USER_TIMEOUT TCP_WINDOW_CLAMP TCP_ZEROCOPY_RECEIVE TIPC_ADDR_ID \
      TIPC_ADDR_NAME TIPC_ADDR_NAMESEQ TIPC_CFG_SRV TIPC_CLUSTER_SCOPE TIPC_CONN_TIMEOUT \
      TIPC_CRITICAL_IMPORTANCE TIPC_DEST_DROPPABLE TIPC_HIGH_IMPORTANCE TIPC_IMPORTANCE \
      TIPC_LOW_IMPORTANCE TIPC_MEDIUM_IMPORTANCE TIPC_NODE_SCOPE TIPC_PUBLISHED TIPC_SRC_DROPPABLE \
      TIPC_SUBSCR_TIMEOUT TIPC_SUB_CANCEL TIPC_SUB_PORTS TIPC_SUB_SERVICE TIPC_TOP_SRV TIPC_WAIT_FOREVER \
      TIPC_WITHDRAWN TIPC_ZONE_SCOPE UDPLITE_RECV_CSCOV UDPLITE_SEND_CSCOV VMADDR_CID_ANY VMADDR_CID_HOST \
      VMADDR_PORT_ANY VM_SOCKETS_INVALID_VERSION close create_connection create_server dup fromfd \
      getaddrinfo getdefaulttimeout getfqdn gethostbyaddr gethostbyname gethostbyname_ex gethostname \
      getnameinfo getprotobyname getservbyname getservbyport has_dualstack_ipv6 has_ipv6 herror htonl \
      htons if_indextoname if_nameindex if_nametoindex inet_aton inet_ntoa inet_ntop inet_pton ntohl \
      ntohs recv_fds send_fds setdefaulttimeout sethostname socket socketpair
      """),
    "statistics": words(
      """
      Counter Decimal Fraction LinearRegression NormalDist acos asin atan bisect_left bisect_right \
      correlation cos cosh count covariance defaultdict erf exp fabs fsum groupby hypot isfinite isinf \
      itemgetter kde kde_random linear_regression log median_grouped namedtuple pi reduce repeat sin sqrt \
      sumprod tan tau
      """),
    "string": words(
      """
      Formatter
      """),
    "struct": [],
    "sys": words(
      """
      abiflags activate_stack_trampoline addaudithook api_version audit base_exec_prefix base_prefix \
      breakpointhook builtin_module_names call_tracing copyright deactivate_stack_trampoline displayhook \
      dont_write_bytecode excepthook exec_prefix executable flags float_info float_repr_style \
      get_asyncgen_hooks get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks \
      getdefaultencoding getdlopenflags getfilesystemencodeerrors getfilesystemencoding getprofile \
      getrefcount getsizeof getswitchinterval gettrace getunicodeinternedsize hash_info hexversion \
      implementation int_info intern is_finalizing is_stack_trampoline_active maxunicode meta_path \
      modules orig_argv path path_hooks path_importer_cache platlibdir prefix pycache_prefix \
      set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags \
      setprofile setrecursionlimit setswitchinterval settrace stdin stdlib_module_names thread_info \
      unraisablehook warnoptions
      """),
    "textwrap": [],
    "threading": words(
      """
      Barrier BoundedSemaphore BrokenBarrierError Condition Event ExceptHookArgs Lock RLock Semaphore \
      TIMEOUT_MAX Thread ThreadError Timer WeakSet activeCount currentThread enumerate excepthook \
      getprofile gettrace local setprofile setprofile_all_threads settrace settrace_all_threads \
      stack_size
      """),
    "time": words(
      """
      CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME \
      CLOCK_TAI CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns \
      clock_settime clock_settime_ns daylight get_clock_info mktime pthread_getcpuclockid strptime \
      struct_time tzset
      """),
    "traceback": words(
      """
      ANSIColors BUILTIN_EXCEPTION_LIMIT TracebackException clear_frames extract_stack format_stack \
      print_last print_list print_stack suppress walk_stack walk_tb
      """),
    "types": words(
      """
      ClassMethodDescriptorType CodeType DynamicClassAttribute FrameType GetSetDescriptorType \
      MemberDescriptorType MethodDescriptorType MethodWrapperType WrapperDescriptorType coroutine \
      get_original_bases new_class prepare_class resolve_bases
      """),
    "typing": words(
      """
      ABCMeta CT_co EXCLUDED_ATTRIBUTES GenericAlias KT MappingView MethodDescriptorType \
      MethodWrapperType ParamSpecArgs ParamSpecKwargs SupportsComplex T T_co T_contra VT VT_co V_co \
      WrapperDescriptorType abstractmethod defaultdict no_type_check_decorator
      """),
    "uuid": words(
      """
      Enum NAMESPACE_DNS NAMESPACE_OID NAMESPACE_URL NAMESPACE_X500 RESERVED_FUTURE RESERVED_MICROSOFT \
      RESERVED_NCS RFC_4122 SafeUUID bytes_ getnode int_ main uuid1 uuid3 uuid5
      """),
    "warnings": words(
      """
      defaultaction deprecated filters onceregistry warn_explicit
      """),
    "weakref": words(
      """
      CallableProxyType KeyedRef ProxyType ProxyTypes WeakMethod finalize getweakrefcount getweakrefs \
      itertools proxy sys
      """),
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}
