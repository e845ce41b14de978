// The directives of NGINX Plus and of the modules that NGINX publishes beside nginx; notation in table.ts.

/** As of NGINX Plus R36, njs 0.9, and the ACME and OpenTelemetry modules. */
export const COMMERCIAL = `
api
 l 0-1 api
 li 1 status_zone
auth_jwt
 hslx 1-2 auth_jwt
 hslx 1 auth_jwt_{key_cache,key_file,key_request,leeway,type}
 hslx 1+ auth_jwt_require
 h 2+ auth_jwt_{claim_set,header_set}
auth_require
 hslx 1+ auth_require
oidc
 h 1{ oidc_provider@1.27.4
 hsl 1 auth_oidc@1.27.4
 o 1+ client_{id,secret} config_url cookie_name extra_auth_args frontchannel_logout_uri issuer
  logout_{token_hint,uri} pkce post_logout_uri redirect_uri scope session_{store,timeout} ssl_crl
  ssl_trusted_certificate userinfo
f4f
 l 0 f4f
 hsl 1 f4f_buffer_size
hls
 l 0 hls
 hsl 2 hls_buffers
 hsl f! hls_forward_args
 hsl 1 hls_fragment hls_mp4_{buffer_size,max_buffer_size}
internal_redirect
 sl 1 internal_redirect@1.23.4
limit_req
 h 4 limit_req_zone@1.15.3
mp4
 hsl 1 mp4_limit_rate{,_after}
* = proxy fastcgi scgi uwsgi
 hsl 1+ *_cache_purge
proxy_protocol_vendor
 H * proxy_protocol_vendor
session_log
 hsl 1 session_log
 h 2+ session_log_{format,zone}
status
 l 0 status
 l 1-2 status_format
upstream_conf
 l 0 upstream_conf
upstream_hc
 l * health_check
 h 1-2{ match
 M * body header require status
upstream
 u 0 ntlm
 u 1-2 queue
 u 1+ sticky_cookie_insert
stream/mqtt_filter
 hs f! mqtt
 hs 2 mqtt_buffers
 s * mqtt_{rewrite_buffer_size,set_connect}
stream/mqtt_preread
 hs f! mqtt_preread
stream/upstream_hc
 s * health_check
 hs 1 health_check_timeout
 h 1{ match
 M 1 expect send
stream/zone_sync
 hs * zone_sync{,_%}
ngx_mgmt_module
 m 0{ mgmt
 g * connect_timeout enforce_initial_report license_token proxy{,_password,_username} read_timeout
  resolver{,_timeout} send_timeout ssl
  ssl_{certificate,certificate_key,ciphers,crl,name,password_file,protocols,server_name,trusted_certificate}
  ssl_{verify,verify_depth} state_path usage_report uuid_file
app_protect
 H * app_protect_%
acme
 h 1{ acme_issuer
 h 1 acme_shared_zone
 s 1+ acme_certificate
 c * accept_terms_of_service account_key challenge contact external_account_key preferred_chain profile
  ssl_trusted_certificate ssl_verify state_path uri
ngx_otel_module
 h 0{ otel_exporter
 h 1 otel_service_name
 h 2 otel_resource_attr
 hsl 1 otel_span_name otel_trace{,_context}
 hsl 2 otel_span_attr
 k * batch_{count,size} endpoint header interval trusted_certificate
* = js stream/js
 h 1 js_include
 h 1+ js_shared_dict_zone
 hsl 1 js_{context_reuse{,_max_size},fetch_{keepalive{,_requests,_time,_timeout},proxy},path}
 hsl 1! js_fetch_{buffer_size,ciphers,max_response_buffer_size,timeout,trusted_certificate,verify_depth}
 hsl 1+ js_fetch_protocols
 hsl 1,3 js_{import,preload_object}
 hsl 1-2 js_var
 hsl 2-3 js_set
 hsl f! js_fetch_verify
js
 m 1,3 js_load_http_native_module
 hsl 1 js_engine
 l * js_periodic
 lix 1 js_access
 lix 1! js_{content,header_filter}
 lix 1-2! js_body_filter
stream/js
 m 1,3 js_load_stream_native_module
 hs 1! js_{access,filter,preread}
 hs 1+ js_engine
 s * js_periodic
`;
