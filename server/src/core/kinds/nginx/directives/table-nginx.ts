// The directives of nginx itself: the core, events, and the HTTP modules; notation in table.ts.

/** Those of nginx 1.22 first, then those of later versions, and last those of other systems and of the past. */
export const NGINX = `
* = proxy fastcgi scgi uwsgi
 h 2+ *_cache_path
 hsl 1! *_busy_buffers_size *_cache{,_key,_lock_age,_lock_timeout,_max_range_offset,_min_uses} *_limit_rate
  *_max_temp_file_size *_store *_temp_file_write_size
 hsl 1+ *_cache_{bypass,methods,use_stale,valid} *_no_cache
 hsl 1-3! *_store_access
 hsl 1-4! *_temp_path
 hsl 2! *_buffers
 hsl f! *_buffering *_cache_{background_update,lock,revalidate} *_force_ranges *_ignore_client_abort
  *_pass_request_{body,headers} *_request_buffering
* = proxy uwsgi grpc
 hsl 1! *_ssl_{certificate,certificate_key,ciphers,crl,name,password_file,trusted_certificate,verify_depth}
 hsl 1+ *_ssl_protocols
 hsl 2 *_ssl_conf_command
 hsl f! *_ssl_{server_name,session_reuse,verify}
* = proxy fastcgi scgi uwsgi grpc memcached
 hsl 1! *_buffer_size *_connect_timeout *_next_upstream_{timeout,tries} *_read_timeout *_send_timeout
 hsl 1+ *_next_upstream
 hsl 1-2! *_bind
 hsl f! *_socket_keepalive
* = proxy fastcgi scgi uwsgi grpc
 hsl 1 *_hide_header *_pass_header
 hsl 1+ *_ignore_headers
 hsl f! *_intercept_errors
* = proxy fastcgi
 hsl 1! *_send_lowat
* = proxy grpc
 hsl 2 *_set_header
* = fastcgi scgi uwsgi grpc memcached
 li 1! *_pass
* = fastcgi scgi uwsgi
 hsl 2-3 *_param
ngx_core_module
 m 1 env load_module
 m 1! debug_points lock_file pid timer_resolution
  worker_{priority,processes,rlimit_core,rlimit_nofile,shutdown_timeout} working_directory
 m 1+! worker_cpu_affinity
 m 1-2! user
 m f! daemon master_process
ngx_conf_module
 * 1 include
ngx_errlog_module
 m 1+ error_log
ngx_event_core_module
 e 1 debug_connection
 e 1! accept_mutex_delay use worker_connections
 e f! accept_mutex multi_accept
ngx_events_module
 m 0!{ events
ngx_epoll_module
 e 1! epoll_events worker_aio_requests
ngx_thread_pool_module
 m 2-3 thread_pool
ngx_openssl_module
 m 1 ssl_engine
ngx_regex_module
 m f! pcre_jit
ngx_http_module
 m 0!{ http
header_count
 hs 1! max_headers
core
 h 1! server_names_hash_{bucket_size,max_size}
 hs 1! client_header_{buffer_size,timeout} connection_pool_size request_pool_size
 hs 2! large_client_header_buffers
 hs f! ignore_invalid_headers merge_slashes underscores_in_headers
 hsl 0{ types
 hsl 1! aio auth_delay client_body_{buffer_size,in_file_only,timeout} client_max_body_size default_type
  directio{,_alignment} gzip_http_version if_modified_since keepalive_{requests,time}
  lingering_{close,time,timeout} max_ranges open_file_cache_{min_uses,valid} postpone_output read_ahead
  satisfy send_{lowat,timeout} sendfile_max_chunk server_tokens
  subrequest_output_buffer_size types_hash_{bucket_size,max_size}
 hsl 1+ gzip_{disable,proxied}
 hsl 1-2 keepalive_disable
 hsl 1-2! disable_symlinks keepalive_timeout open_file_cache
 hsl 1-4! client_body_temp_path
 hsl f! absolute_redirect aio_write chunked_transfer_encoding client_body_in_single_buffer etag gzip_vary
  log_not_found log_subrequest msie_{padding,refresh} open_file_cache_{errors,events} port_in_redirect
  recursive_error_pages reset_timedout_connection server_name_in_redirect tcp_nopush
 hsli 1! limit_rate{,_after} post_action root
 hsli 2+ error_page
 hsli f! sendfile
 l 0! internal
 l 1! alias
 l 1+!{ limit_except
 s 1+ server_name
 sl 1-2{ location
log
 hslix 1+ access_log
gzip_filter
 hsl 1! gzip_{comp_level,hash,min_length,window} postpone_gzipping
 hsl 1+ gzip_types
 hsl 2! gzip_buffers
 hsl f! gzip_no_buffer
 hsli f! gzip
ssi_filter
 hsl 1! ssi_min_file_chunk ssi_value_length
 hsl 1+ ssi_types
 hsl f! ssi_{ignore_recycled_buffers,last_modified,silent_errors}
 hsli f! ssi
charset_filter
 h 2{ charset_map
 hsl 1+ charset_types
 hsli 1! charset source_charset
 hsli f! override_charset
sub_filter
 hsl 1+ sub_filter_types
 hsl 2 sub_filter
 hsl f! sub_filter_{last_modified,once}
addition_filter
 hsl 1! add_after_body add_before_body
 hsl 1+ addition_types
gunzip_filter
 hsl 2! gunzip_buffers
 hsl f! gunzip
userid_filter
 hsl 1! userid{,_domain,_expires,_mark,_name,_p3p,_path,_service}
 hsl 1-3 userid_flags
headers_filter
 hsli 1-2! expires
 hsli 2-3 add_header add_trailer
copy_filter
 hsl 2! output_buffers
slice_filter
 hsl 1! slice
v2
 h 1! http2_recv_buffer_size
 hs 1 http2_{idle_timeout,max_field_size,max_header_size,max_requests,recv_timeout}
 hs 1! http2_{body_preread_size,max_concurrent_pushes,max_concurrent_streams,pool_size,streams_index_size}
 hsl 1 http2_push
 hsl 1! http2_chunk_size
 hsl f! http2_push_preload
gzip_static
 hsl 1! gzip_static
dav
 hsl 1! min_delete_depth
 hsl 1+ dav_methods
 hsl 1-3! dav_access
 hsl f! create_full_put_path
autoindex
 hsl 1! autoindex_format
 hsl f! autoindex{,_exact_size,_localtime}
index
 hsl 1+ index
random_index
 l f! random_index
mirror
 hsl 1 mirror
 hsl f! mirror_request_body
try_files
 sl 2+! try_files
auth_request
 hsl 1! auth_request
 hsl 2 auth_request_set
auth_basic
 hslx 1! auth_basic{,_user_file}
limit_conn
 hsl 1! limit_conn_status
limit_req
 h 3 limit_req_zone
 hsl 1! limit_req_{log_level,status}
 hsl 1-3 limit_req
 hsl f! limit_req_dry_run
realip
 hsl 1! real_ip_header
 hsl f! real_ip_recursive
referer
 sl 1! referer_hash_{bucket_size,max_size}
 sl 1+ valid_referers
rewrite
 hsSli f! rewrite_log uninitialized_variable_warn
 sSli 0 break
 sSli 1-2 return
 sSli 2 set
 sSli 2-3 rewrite
 sl 1+{ if
ssl
 hs 1! ssl_{buffer_size,ocsp,ocsp_cache,ocsp_responder,stapling_file,stapling_responder}
 hs f! ssl_early_data ssl_reject_handshake ssl_stapling{,_verify}
proxy
 hsl 1! proxy_{headers_hash_bucket_size,headers_hash_max_size,http_version,method,set_body}
 hsl 1-2 proxy_cookie_{domain,path} proxy_redirect
 hsl 1-4 proxy_cookie_flags
 hsl f! proxy_cache_convert_head
 lix 1! proxy_pass
fastcgi
 hsl 1 fastcgi_{catch_stderr,split_path_info}
 hsl 1! fastcgi_index
 hsl f! fastcgi_keep_conn
uwsgi
 hsl 1! uwsgi_{modifier1,modifier2,string}
memcached
 hsl 1! memcached_gzip_flag
empty_gif
 l 0 empty_gif
browser
 hsl 1 ancient_browser_value modern_browser_value
 hsl 1+ ancient_browser
 hsl 1-2 modern_browser
secure_link
 hsl 1! secure_link{,_md5,_secret}
flv
 l 0 flv
mp4
 hsl 1! mp4_buffer_size mp4_max_buffer_size
 hsl f! mp4_start_key_frame
 l 0 mp4
upstream_ip_hash
 u 0 ip_hash
upstream_keepalive
 u 1! keepalive_{requests,time,timeout}
 u 1! keepalive
 u 2! keepalive@1.29.7
stub_status
 sl 0-1 stub_status
geoip
 h 1 geoip_proxy
 h f geoip_proxy_recursive
image_filter
 hsl 1 image_filter_{jpeg_quality,sharpen,webp_quality}
 hsl 1! image_filter_buffer
 hsl f! image_filter_{interlace,transparency}
 l 1-3 image_filter
perl
 h 1 perl_{modules,require}
 h 2 perl_set
 lx 1 perl
xslt_filter
 hsl 1 xml_entities
 hsl 1+ xslt_types
 hsl 2 xslt_{param,string_param}
 hsl f! xslt_last_modified
 l 1+ xslt_stylesheet
* = proxy fastcgi scgi uwsgi grpc memcached
 hsl f! *_bind_dynamic@1.29.3
 hsl 1+ *_allow_upstream@1.29.3
* = proxy fastcgi scgi uwsgi grpc
 hsl f! *_request_dynamic@1.29.3
* = proxy uwsgi grpc
 hsl 1 *_ssl_key_log@1.27.2
 hsl 1-3 *_ssl_certificate_cache@1.27.4
proxy
 hsl f! proxy_pass_trailers@1.27.2
core
 hsl 1! keepalive_min_timeout@1.27.4
 hsl 1+ early_hints@1.29.0
headers_filter
 hsli 1 add_header_inherit@1.29.3 add_trailer_inherit@1.29.3
v2
 hs f! http2@1.25.1
v3
 hs f! http3{@1.25.0,_hq@1.25.0} quic_{gso@1.25.0,retry@1.25.0}
 hs 1! http3_{max_concurrent_streams@1.25.0,stream_buffer_size@1.25.0}
  quic_active_connection_id_limit@1.25.0
 hs 1 quic_host_key@1.25.0
ngx_quic_bpf_module
 m f! quic_bpf@1.25.0
ngx_openssl_module
 m f! ssl_object_cache_inheritable@1.27.4
ssl
 hs 1 ssl_encrypted_hello_key
tunnel
 hsl 1 tunnel_{buffer_size,connect_timeout,next_upstream_timeout,next_upstream_tries,read_timeout}
  tunnel_{send_lowat,send_timeout}
 hsl 1+ tunnel_{allow_upstream,next_upstream}
 hsl 1-2 tunnel_bind
 hsl f! tunnel_{bind_dynamic,socket_keepalive}
 sli 0-1 tunnel_pass
upstream_sticky
 u * sticky
ngx_google_perftools_module
 m 1 google_perftools_profiles
degradation
 h 1 degradation
 hsl 1 degrade
ngx_kqueue_module
 e 1 kqueue_{changes,events}
ngx_eventport_module
 e 1 eventport_events
ngx_devpoll_module
 e 1 devpoll_{changes,events}
ngx_iocp_module
 e 1 acceptex_read iocp_threads post_acceptex
ngx_event_core_module
 e 1 connections stall_threshold
ngx_core_module
 m 1 thread_stack_size worker_{rlimit_sigpending,threads}
limit_zone
 h 3 limit_zone
spdy
 H 1 spdy_%
core
 H 1 open_file_cache_retest optimize_server_names satisfy_any
* = proxy fastcgi memcached
 H 1 *_upstream_{fail_timeout,max_fails}
* = proxy fastcgi
 H 1 *_redirect_errors
`;
