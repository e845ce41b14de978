// The directives of the trees beside HTTP: stream, mail and RTMP; notation in table.ts.

/** Those of nginx 1.22 first, then those of later versions, and the RTMP module 1.2. */
export const STREAM = `
ngx_stream_module
 m 0!{ stream
stream/core
 hs 1! preread_{buffer_size,timeout} proxy_protocol_timeout
stream/log
 hs 1+ access_log
stream/proxy
 s 1! proxy_pass
 hs 1! proxy_{buffer_size,connect_timeout,download_rate,downstream_buffer,next_upstream_timeout}
  proxy_{next_upstream_tries,requests,responses,ssl_certificate,ssl_certificate_key,ssl_ciphers,ssl_crl}
  proxy_{ssl_name,ssl_password_file,ssl_trusted_certificate,ssl_verify_depth,upload_rate,upstream_buffer}
 hs 1+ proxy_ssl_protocols
 hs 1-2! proxy_bind
 hs 2 proxy_ssl_conf_command
 hs f! proxy_{half_close,next_upstream,socket_keepalive,ssl,ssl_server_name,ssl_session_reuse,ssl_verify}
stream/ssl
 hs 1! ssl_handshake_timeout
 hs 1+! ssl_alpn
stream/return
 s 1! return
stream/set
 s 2 set
stream/ssl_preread
 hs f! ssl_preread
ngx_mail_module
 m 0!{ mail
mail/core
 s 1 protocol
 hs 1! max_errors server_name timeout
mail/ssl
 hs 1! starttls
mail/pop3
 hs 1+ pop3_{auth,capabilities}
mail/imap
 hs 1! imap_client_buffer
 hs 1+ imap_{auth,capabilities}
mail/smtp
 hs 1! smtp_{client_buffer,greeting_delay}
 hs 1+ smtp_{auth,capabilities}
mail/auth_http
 hs 1 auth_http
 hs 1! auth_http_timeout
 hs 2 auth_http_header
 hs f! auth_http_pass_client_cert
mail/proxy
 hs 1! proxy_buffer
 hs f! proxy{,_pass_error_message,_smtp_auth} xclient
stream/core
 s 1+ server_name@1.25.5
 h 1 server_names_hash_{bucket_size@1.25.5,max_size@1.25.5}
stream/pass
 s 1 pass@1.25.5
stream/proxy
 hs f! proxy_bind_dynamic@1.29.3
 hs 1 proxy_ssl_key_log@1.27.2
 hs 1-3 proxy_ssl_certificate_cache@1.27.4
stream/ssl
 hs f! ssl_reject_handshake@1.25.5 ssl_stapling{@1.27.2,_verify@1.27.2}
 hs 1 ssl_{ocsp@1.27.2,ocsp_cache@1.27.2,ocsp_responder@1.27.2,stapling_file@1.27.2}
  ssl_stapling_responder@1.27.2
mail/core
 hs f! so_keepalive
ngx_rtmp_module
 m 0{ rtmp
 r 0{ server
 R 1+ listen
 R 1{ application
 p 1{ recorder
 rRpP * access_log ack_window allow buffer buflen busy chunk_size dash
  dash_{cleanup,fragment,nested,path,playlist_length} deny drop_idle_publisher exec
  exec_{kill_signal,options,play,play_done,publish,publish_done,pull,push,record_done,static} hls
  hls_{audio_buffer_size,base_url,cleanup,continuous,fragment,fragment_naming}
  hls_{fragment_naming_granularity,fragment_slicing,fragments_per_key,key_path,key_url,keys}
  hls_{max_audio_delay,max_fragment,muxdelay,nested,path,playlist_length,sync,type,variant}
  idle_streams interleave live log_format max_{connections,message,streams} meta
  netcall_{buffer,timeout} notify_{method,relay_redirect,update_strict,update_timeout}
  on_{connect,disconnect,done,play,play_done,publish,publish_done,record_done,update} out_cork
  out_queue ping ping_timeout play{,_local_path,_restart,_temp_path,_time_fix}
  publish_{notify,time_fix} pull pull_reconnect push push_reconnect record record_{append,interval}
  record_{lock,max_frames,max_size,notify,path,suffix,unique} relay_buffer respawn{,_timeout}
  session_relay so_keepalive stream_buckets sync timeout wait_{key,video}
ngx_rtmp_auto_push_module
 m 1! rtmp_{auto_push{,_reconnect},socket_dir}
ngx_rtmp_stat_module
 hsl 1! rtmp_stat_stylesheet
 hsl 1+ rtmp_stat
ngx_rtmp_control_module
 hsl 1+ rtmp_control
`;
