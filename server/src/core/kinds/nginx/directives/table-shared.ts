// The directives that HTTP has in common with stream or mail; notation in table.ts.

/** The HTTP module is named first, then those of stream and mail. Each takes of the contexts those that its tree has. */
export const SHARED = `
* = core stream/core mail/core
 h 0{ server
 hsl 1! resolver_timeout
 hsl 1+ error_log
 hsl 1+! resolver
 s 1+ listen
* = core stream/core
 h 1! variables_hash_{bucket_size,max_size}
 hsl f! tcp_nodelay
* = access stream/access
 hslx 1 allow deny
* = log stream/log
 h 2+ log_format
 hsl 1-4! open_log_file_cache
* = upstream stream/upstream
 h 1{ upstream
 u 1+ resolver@1.27.3 server
 u 1 resolver_timeout@1.27.3 state@1.9.7
* = limit_conn stream/limit_conn
 h 2 limit_conn_zone
 hsl 1! limit_conn_log_level
 hsl 2 limit_conn
 hsl f! limit_conn_dry_run
* = realip stream/realip mail/realip
 hsl 1 set_real_ip_from
* = geo stream/geo
 h 1-2{ geo
* = map stream/map
 h 1! map_hash_{bucket_size,max_size}
 h 2{ map
* = split_clients stream/split_clients
 h 2{ split_clients
* = ssl stream/ssl mail/ssl
 hs 1 ssl_certificate{,_key} ssl_session_ticket_key
 hs 1! ssl_{ciphers,client_certificate,crl,dhparam,ecdh_curve,session_timeout,trusted_certificate}
  ssl_{password_file,verify_client,verify_depth}
 hs 1+ ssl_protocols
 hs 1-2 ssl_session_cache
 hs 2 ssl_conf_command
 hs f! ssl_{certificate_compression@1.29.1,prefer_server_ciphers,session_tickets}
* = ssl stream/ssl
 hs 1 ssl_ech_file@1.29.4 ssl_key_log@1.27.2
 hs 1-3 ssl_certificate_cache@1.27.4
* = ssl mail/ssl
 hs f! ssl
* = stream/proxy mail/proxy
 hs 1! proxy_timeout
 hs f! proxy_protocol
* = upstream_hash stream/upstream_hash
 u 1-2 hash
* = upstream_least_conn stream/upstream_least_conn
 u 0 least_conn
* = upstream_random stream/upstream_random
 u 0-2 random
* = upstream_zone stream/upstream_zone
 u 1-2 zone
* = geoip stream/geoip
 h 1-2 geoip_{city,country,org}
* = upstream_least_time stream/upstream_least_time
 u 1-2 least_time
* = api stream/api
 s 1 status_zone
* = keyval stream/keyval
 h 1+ keyval_zone
 h 3-4 keyval
* = num_map stream/num_map
 h 2{ num_map
* = geoip2 stream/geoip2
 h 1{ geoip2
`;
