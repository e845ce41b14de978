// What programs usually call the request and the response.

const REQUEST = /^_*(?:req|request)$/i;
const RESPONSE = /^_*(?:res|resp|response|reply)$/i;

/** Whether a parameter of this name is likely to be the request. */
export function isCalledRequest(name: string): boolean {
  return REQUEST.test(name);
}

/** Whether a parameter of this name is likely to be the response. */
export function isCalledResponse(name: string): boolean {
  return RESPONSE.test(name);
}
