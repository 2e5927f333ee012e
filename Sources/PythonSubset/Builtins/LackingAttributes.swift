/// The attributes that CPython 3.13's objects have and ours lack, by the names of their classes: `dir()` of each, without those
/// that all objects have.
enum LackingAttributes {
  /// The class, of those that an object's class is derived from, that has the attribute in CPython; nil where none has.
  static func owner(of name: String, in type: PyType) -> String? {
    guard !name.hasPrefix("__") else { return nil }
    return type.mro.first { $0.isBuiltin && ofClasses[$0.name]?.contains(name) == true }?.name
  }

  private static let ofClasses: [String: Set<String>] = [
    "Task": words(
      """
      _asyncio_future_blocking _callbacks _cancel_message _exception _fut_waiter _log_destroy_pending \
      _log_traceback _make_cancelled_error _must_cancel _result _source_traceback
      """),
    "Future": words(
      """
      _asyncio_future_blocking _callbacks _cancel_message _exception _log_traceback _make_cancelled_error \
      _result _source_traceback
      """),
    "Queue": words(
      """
      _finished _format _get _get_loop _getters _init _loop _put _putters _queue _wakeup_next
      """),
    "PriorityQueue": words(
      """
      _finished _format _get _get_loop _getters _init _loop _put _putters _queue _wakeup_next
      """),
    "LifoQueue": words(
      """
      _finished _format _get _get_loop _getters _init _loop _put _putters _queue _wakeup_next
      """),
    "Lock": words(
      """
      _get_loop _loop _waiters _wake_up_first
      """),
    "Event": words(
      """
      _get_loop _loop _waiters
      """),
    "Condition": words(
      """
      _get_loop _lock _loop _notify _waiters
      """),
    "Semaphore": words(
      """
      _get_loop _loop _waiters _wake_up_next
      """),
    "BoundedSemaphore": words(
      """
      _get_loop _loop _waiters _wake_up_next
      """),
    "TaskGroup": words(
      """
      _abort _aborting _base_error _entered _errors _exiting _is_base_error _loop _on_completed_fut \
      _on_task_done _parent_cancel_requested _parent_task _tasks
      """),
    "Runner": words(
      """
      _context _debug _interrupt_count _lazy_init _loop _loop_factory _on_sigint _set_event_loop _state
      """),
    "Barrier": words(
      """
      _block _cond _count _exit _get_loop _loop _parties _release _state _wait
      """),
    "Timeout": words(
      """
      _insert_timeout_error _on_timeout _state _task _timeout_handler _when
      """),
    "_UnixSelectorEventLoop": words(
      """
      _accept_connection _accept_connection2 _add_callback _add_callback_signalsafe _add_reader \
      _add_writer _asyncgen_finalizer_hook _asyncgen_firstiter_hook _asyncgens _asyncgens_shutdown_called \
      _call_soon _check_callback _check_closed _check_default_executor _check_running \
      _check_sendfile_params _check_signal _check_thread _child_watcher_callback _clock_resolution \
      _close_self_pipe _closed _connect_sock _coroutine_origin_tracking_enabled \
      _coroutine_origin_tracking_saved_depth _create_connection_transport _create_server_getaddrinfo \
      _csock _current_handle _debug _default_executor _do_shutdown _ensure_fd_no_transport \
      _ensure_resolved _exception_handler _executor_shutdown_called _getaddrinfo_debug _handle_signal \
      _internal_fds _log_subprocess _make_datagram_transport _make_read_pipe_transport _make_self_pipe \
      _make_socket_transport _make_ssl_transport _make_subprocess_transport _make_write_pipe_transport \
      _old_agen_hooks _process_events _process_self_data _read_from_self _ready _remove_reader \
      _remove_writer _run_forever_cleanup _run_forever_setup _run_once _scheduled _selector \
      _sendfile_fallback _sendfile_native _set_coroutine_origin_tracking _signal_handlers _sock_accept \
      _sock_add_cancellation_callback _sock_connect _sock_connect_cb _sock_read_done _sock_recv \
      _sock_recv_into _sock_recvfrom _sock_recvfrom_into _sock_sendall _sock_sendfile_fallback \
      _sock_sendfile_native _sock_sendfile_native_impl _sock_sendfile_update_filepos _sock_sendto \
      _sock_write_done _ssock _start_serving _stop_serving _stopping _task_factory _thread_id \
      _timer_cancelled_count _timer_handle_cancelled _transports _unix_server_sockets _write_to_self \
      add_reader add_writer connect_accepted_socket connect_read_pipe connect_write_pipe \
      create_datagram_endpoint getaddrinfo getnameinfo remove_reader remove_writer sendfile sock_accept \
      sock_connect sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile \
      sock_sendto start_tls subprocess_exec subprocess_shell
      """),
    "TimerHandle": words(
      """
      _args _callback _cancelled _context _loop _repr _repr_info _run _scheduled _source_traceback _when
      """),
    "Handle": words(
      """
      _args _callback _cancelled _context _loop _repr _repr_info _run _source_traceback
      """),
    "Server": words(
      """
      _attach _backlog _clients _detach _loop _protocol_factory _serving _serving_forever_fut _sockets \
      _ssl_context _ssl_handshake_timeout _ssl_shutdown_timeout _start_serving _waiters _wakeup
      """),
    "StreamReader": words(
      """
      _buffer _eof _exception _limit _loop _maybe_resume_transport _paused _source_traceback _transport \
      _wait_for_data _waiter _wakeup_waiter set_transport
      """),
    "StreamWriter": words(
      """
      _complete_fut _loop _protocol _reader _transport start_tls
      """),
    "_SelectorSocketTransport": words(
      """
      _add_reader _adjust_leftover_buffer _buffer _call_connection_lost _closing _conn_lost _empty_waiter \
      _eof _extra _fatal_error _force_close _get_sendmsg_buffer _high_water _loop _low_water \
      _make_empty_waiter _maybe_pause_protocol _maybe_resume_protocol _paused _protocol \
      _protocol_connected _protocol_paused _read_ready _read_ready__data_received _read_ready__get_buffer \
      _read_ready__on_eof _read_ready_cb _reset_empty_waiter _sendfile_compatible _server \
      _set_write_buffer_limits _sock _sock_fd _start_tls_compatible _write_ready _write_send \
      _write_sendmsg get_protocol max_size set_protocol
      """),
    "code": words(
      """
      _co_code_adaptive _varname_from_oparg co_code co_consts co_exceptiontable co_flags co_lines \
      co_linetable co_lnotab co_names co_positions co_stacksize replace
      """),
    "traceback": words(
      """
      tb_lasti
      """),
    "frame": words(
      """
      clear f_back f_builtins f_lasti f_locals f_trace f_trace_lines f_trace_opcodes
      """),
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}
