// The directives of widespread modules of other authors; notation in table.ts.

/** As built for nginx 1.22 first, then those of which only the names are known: any arguments, everywhere in HTTP. */
export const MODULES = `
ndk_http_module
 hs 2+ upstream_list
auth_pam
 hslx 1! auth_pam{,_service_name}
 hslx f! auth_pam_set_pam_env
dav_ext
 h 1-2 dav_ext_lock_zone
 hsl 1! dav_ext_lock
 hsl 1+ dav_ext_methods
echo
 li * echo{,_after_body,_before_body}
 li 0 echo_{abort_parent,end,flush,read_request_body,request_body,reset_timer}
 li 1 echo_{blocking_sleep,sleep}
 li 1! echo_status
 li 1-2 echo_exec echo_location{,_async}
 li 2+ echo_{duplicate,foreach_split,subrequest,subrequest_async}
geoip2
 h 1 geoip2_proxy
 h f! geoip2_proxy_recursive
headers_more_filter
 hsli 1+ more_{clear_headers,clear_input_headers,set_headers,set_input_headers}
lua
 h 0!{lua {exit_worker,init,init_worker,ssl_session_fetch,ssl_session_store}_by_lua_block
 h 1 lua_{capture_error_log,load_resty_core,malloc_trim}
 h 1! {exit_worker,init,init_worker,ssl_session_fetch,ssl_session_store}_by_lua_file {init,init_worker}_by_lua
  lua_{max_{pending,running}_timers,package_{cpath,path},regex_{cache_max_entries,match_limit}}
  lua_{thread_cache_max_entries,worker_thread_vm_pool_size}
 h 2 lua_shared_dict
 h f! {access,rewrite}_by_lua_no_postpone lua_sa_restart
 hs 0!{lua {server_rewrite,ssl_certificate,ssl_client_hello}_by_lua_block
 hs 1! {server_rewrite,ssl_certificate,ssl_client_hello}_by_lua_file
 hsl 1! lua_ssl_{ciphers,crl,trusted_certificate,verify_depth}
 hsl 1+ lua_ssl_protocols
 hsl 2 lua_ssl_conf_command
 hsli 0!{lua {access,body_filter,header_filter,log,rewrite}_by_lua_block
 hsli 1! {access,body_filter,header_filter,log,rewrite}_by_lua{,_file}
  lua_socket_{buffer_size,{connect,keepalive,read,send}_timeout,pool_size,send_lowat}
 hsli f! lua_{check_client_abort,code_cache,http10_buffering,need_request_body,socket_log_errors}
  lua_{transform_underscores_in_response_headers,use_default_type}
 li 0!{lua content_by_lua_block
 li 1! content_by_lua{,_file}
 sSli 1{lua set_by_lua_block
 sSli 2+ set_by_lua{,_file}
 u 0!{lua balancer_by_lua_block
 u 1! balancer_by_lua_file
subs_filter
 hsl 1+ subs_filter_{bypass,types}
 hsl 2! subs_{buffers,line_buffer_size}
 hsl 2+ subs_filter
upstream_fair
 h 1 upstream_fair_shm_size
 u * fair
brotli_filter
 hsl 1! brotli_{comp_level,min_length,window}
 hsl 1+ brotli_types
 hsl 2! brotli_buffers
 hsli f! brotli
brotli_static
 hsl 1! brotli_static
cache_purge
 H * cache_purge_response_type
fancyindex
 hsl 1 fancyindex_default_sort
 hsl 1! fancyindex_{css_href,name_length,time_format}
 hsl 1+ fancyindex_ignore
 hsl 1-2! fancyindex_{footer,header}
 hsl f! fancyindex{,_directories_first,_exact_size,_hide_parent_dir,_hide_symlinks,_localtime}
  fancyindex{_show_dotfiles,_show_path}
memc
 hsl 1 memc_upstream_{fail_timeout,max_fails}
 hsl 1! memc_{buffer_size,connect_timeout,read_timeout,send_timeout}
 hsl 1+ memc_next_upstream
 hsli 1+ memc_cmds_allowed
 li 1! memc_pass
 li f! memc_{flags_to_last_modified,ignore_client_abort}
modsecurity
 hsl 1 modsecurity_rules{,_file}
 hsl 1+ modsecurity_transaction_id
 hsl 2 modsecurity_rules_remote
 hsl f modsecurity
set_misc
 hsSli 1 set_base32_alphabet set_local_today
 hsSli 1-2 set_{decode,encode}_{base32,base64,base64url,hex} set_{escape,unescape}_uri set_{md5,sha1}
  set_{quote_{json,pgsql,sql}_str,secure_random_{alphanum,lcalpha}}
 hsSli 2 set_formatted_{gmt_time,local_time} set_if_empty
 hsSli 3 set_{hashed_upstream,hmac_sha1,hmac_sha256,random,rotate}
 hsSli f! set_base32_padding set_misc_base32_padding
srcache_filter
 hsl 1 srcache_store_{hide_header,pass_header}
 hsl 1+ srcache_methods
 hsl f! srcache_{ignore_content_encoding,request_cache_control,response_cache_control,store_no_cache}
  srcache_{store_no_store,store_private,store_ranges}
 hsli 1! srcache_{buffer,default_expire,fetch_skip,header_buffer_size,max_expire,store_max_size,store_skip}
 hsli 1+! srcache_store_statuses
 hsli 2-3 srcache_{fetch,store}
uploadprogress
 h 2 upload_progress
 hsl 0 upload_progress_{java_output,json_output,jsonp_output}
 hsl 1 report_uploads
 hsl 1! upload_progress_{content_type,header,jsonp_parameter}
 hsl 2 track_uploads upload_progress_template
lua
 h f precontent_by_lua_no_postpone
 hsl 1 lua_ssl_{certificate{,_key},key_log}
 hsli 0{lua precontent_by_lua_block
 hsli 1 precontent_by_lua_file
 li 0{lua proxy_ssl_{certificate,verify}_by_lua_block
 li 1 proxy_ssl_{certificate,verify}_by_lua_file
 li f lua_upstream_skip_openssl_default_verify
 u 1 balancer_keepalive
 H * lua_{fake_shm,file}
stream/lua
 h 0{lua {exit_worker,init,init_worker}_by_lua_block
 h 1 {exit_worker,init,init_worker}_by_lua_file
 hs 0{lua {content,log,preread,ssl_certificate,ssl_client_hello}_by_lua_block
 hs 1 {content,log,preread,ssl_certificate,ssl_client_hello}_by_lua_file
 hs * lua_% preread_by_lua_no_postpone
 u 0{lua balancer_by_lua_block
 u 1 balancer_by_lua_file
auth_digest
 H * auth_digest{,_%}
auth_spnego
 H * auth_gss{,_%}
auth_ldap
 H * auth_ldap{,_%}
 h 1{ ldap_server
auth_radius
 H * auth_radius{,_%} radius_server
auth_totp
 H * auth_totp_%
auth_hash
 H * auth_hash{,_%}
auth_jwt
 H * auth_jwt_%
phantom_token
 H * phantom_token{,_%}
oauth_proxy
 H * oauth_proxy{,_%}
shibboleth
 H * shib_request{,_set,_use_headers}
modsecurity
 hsl f modsecurity_use_error_log
 H * ModSecurityConfig ModSecurityEnabled pool_context_hash_size
naxsi
 H * BasicRule CheckRule DeniedUrl IgnoreCIDR IgnoreIP LearningMode LibInjectionSql LibInjectionXss MainRule
  NaxsiLogFile SecRulesDisabled SecRulesEnabled basic_rule check_rule denied_url learning_mode
  libinjection_{sql,xss} main_rule rules_{disabled,enabled}
testcookie_access
 H * testcookie{,_%}
encrypted_session
 H * encrypted_session_% set_decrypt_session set_encrypt_session
form_input
 H * set_form_input{,_multi}
security_headers
 H * hide_server_tokens security_headers{,_%}
ngx_pagespeed
 * *? pagespeed{,_%}
vhost_traffic_status
 H * vhost_traffic_status{,_%}
passenger
 H * passenger_% rack_env rails_% union_station_%
proxy_connect
 H * proxy_connect{,_address,_allow,_bind,_connect_timeout,_data_timeout,_read_timeout,_response}
  proxy_connect_send_timeout
ngx_nchan_module
 H * nchan_%
push_stream
 H * push_stream_%
upstream_check
 H * check{,_%}
vod
 H * vod{,_%}
mruby
 * *? mruby_%
angie
 * *? acme acme_client{,_path} auto_redirect metric_zone prometheus{,_template}
?
 H * iconv_{buffer_size,filter} set_iconv
  array_{join,map,map_op,split}
  push_{authorized_channels_only,channel_%,max_%,message_%,min_message_buffer_length,publisher}
  push_{store_messages,subscriber,subscriber_%}
  g2o{,_%}
  sssd_info{,_%}
  form_auth{,_%}
  accounting{,_%} ajp_% aws_{access_key,endpoint,key_scope,s3_bucket,sign,sign_endpoint,signing_key}
  concat{,_%} consistent_hash datadog_% drizzle_% dynamic_upstream dyups_% footer{,_if,_types} hash_key
  ip2location_% ip2proxy_% jdomain jvm_% ketama_chash length_hiding{,_max} let
  limit_{traffic_%,upload_rate{,_%},upstream_%} opentelemetry_% opentracing{,_%} postgres_%
  rdns{,_allow,_deny} rds_{csv,json}{,_%} redis2_% redis_% replace_filter{,_%}
  session_sticky{,_%} set_cookie_flag slowfs_% small_light{,_%} ssl_{ct,ct_static_scts,dyn_rec_%}
  statsd_% sticky_% sysguard{,_%} tnt_% trim{,_%} upload_% upstream_show upsync{,_%}
  video_thumbextractor{,_%} websockify_% xss_% zipkin_% zstd{,_%}
 H *? eval{,_%} user_agent
 * *? proxy_wasm wasm{,_%}
 * * server_traffic_status{,_%}
`;
