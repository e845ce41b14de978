// A self-signed certificate for one run, so that `listen 443 ssl` stays TLS and `$scheme` stays "https".
import { generateKeyPairSync, sign } from 'node:crypto';

export type Certificate = { readonly certificate: string; readonly key: string };

let made: Certificate | null = null;

/** The certificate of this process, made at the first call: X.509 v1 (RFC 5280 section 4.1), ECDSA with P-256. */
export function testCertificate(): Certificate {
  made ??= make();
  return made;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const ECDSA_WITH_SHA256 = der(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'));

function make(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const commonName = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('example.test')))),
  );
  const validity = der(
    SEQUENCE,
    der(0x17, Buffer.from('240101000000Z')),
    der(0x17, Buffer.from('490101000000Z')),
  );
  const tbs = der(
    SEQUENCE,
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    commonName,
    validity,
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', tbs, privateKey));
  const whole = der(SEQUENCE, tbs, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One element of DER: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
