// Configurations of any size for the bench: ordinary servers, as many as are needed.

/** One server of about twenty lines, as a hosting panel would write it. */
function server(i) {
  return `server {
    listen 80;
    server_name site${i}.example www.site${i}.example;
    root /var/www/site${i};
    access_log /var/log/nginx/site${i}.log combined;

    # Site ${i}: the shop and its admin area.
    location / {
        try_files $uri $uri/ /index.php?$args;
    }
    location ^~ /admin/ {
        auth_basic "Site ${i}";
        auth_basic_user_file /etc/nginx/users/site${i};
        proxy_set_header Host $host;
        proxy_set_header Authorization "";
        proxy_pass http://10.0.${i >> 8}.${i & 255}:8080;
    }
    location ~ \\.php$ {
        include fastcgi_params;
        fastcgi_pass unix:/run/php/site${i}.sock;
    }
}
`;
}

const LINES_OF_SERVER = server(0).split('\n').length - 1;

/** A main configuration of about that many lines. */
export function configuration(lines) {
  const servers = Math.max(1, Math.round((lines - 6) / LINES_OF_SERVER));
  return `events {
}
http {
${Array.from({ length: servers }, (_, i) => server(i)).join('')}}
`;
}

/** A main configuration of that many servers, padded to about that many bytes. */
export function manyServers(count, bytes) {
  const servers = Array.from(
    { length: count },
    (_, i) => `server { listen 80; server_name s${i}.example; location / { proxy_pass http://10.1.2.3; } }\n`,
  );
  const plain = servers.join('');
  const padding = Math.max(0, Math.ceil((bytes - plain.length) / count) - 6);
  const comment = `    # ${'x'.repeat(padding)}\n`;
  return `events {\n}\nhttp {\n${servers.map((line) => comment + line).join('')}}\n`;
}
