// What the text of a refusal says: that nobody knows who the client is, or that it lacks a right.

const NOT_RIGHT =
  /\b(?:missing|invalid|expired|malformed|not (?:provided|sent|valid|supplied)|(?:was|were) no|wrong|incorrect)\b/i;
const CREDENTIALS =
  /\b(?:(?:access|auth|authentication|bearer|api|session|subscription|partner|client|app|application|consumer|service)[ -]?(?:tokens?|keys?|secrets?)|your keys?|tokens?|jwt|credentials?|authentication(?: (?:data|details|information))?|authorization header)\b/i;
/** Words that say so of what stands close to them alone. */
const NOT_RIGHT_BEFORE =
  /\b(?:bad|unknown|unrecogni[sz]ed|(?:could|can) ?not (?:validate|verify|read)|unable to (?:validate|verify|read))(?: (?:an?|the|your|or|missing|revoked|expired|invalid|access|auth|bearer|api)){0,3}[ -](?:tokens?|keys?|jwt|credentials?)(?! (?:type|name|format|with|for|of|that|which)\b)/i;
const NOT_RIGHT_AFTER =
  /\b(?:(?:access|auth|bearer|api|session)[ -]?(?:tokens?|keys?)|tokens?|jwt|credentials|authentication|authorization header)(?: (?:is|are|was|were|has|have|could|can|been|signature|verification|validation)){0,3} (?:absent|failed|unknown|unrecogni[sz]ed|not (?:present|recogni[sz]ed|found in|included|be (?:verified|validated))|no longer valid)\b/i;

/** What says by itself that somebody has to log in: nobody is known. */
const NOBODY =
  /\b(?:un-?authenticated|not (?:been )?(?:authenticated|logged[ -]?in|signed[ -]?in)|(?:authentication|log-?in|sign-?in) (?:is )?(?:required|needed)|requires? (?:authentication|(?:a )?log-?in)|did not authenticate|no (?:user|one|body|account) is (?:logged|signed)[ -]?in|(?:could not|cannot|unable to|failed to)(?: be)? authenticated?|anonymous (?:access|users?|calls?|requests?) (?:is|are) not|(?:provide|send|supply)(?: (?:an?|your|the|valid)){1,2} (?:(?:access|auth|bearer|api)[ -]?)?(?:token|key|credentials)|(?:must|has to|have to|needs? to|please)(?: first)? (?:be )?(?:authenticated?|log(?:ged)?[ -]?in|sign(?:ed)?[ -]?in))\b/i;
/** Credentials with words right before or after them, which elsewhere in a text may be about other things. */
const NONE_BEFORE =
  /\b(?:no|without|unknown|lacks?|(?:did|does) not (?:include|contain|have|carry|send|provide|present))(?: (?:an?|any|valid|the)){0,2} (?:(?:access|auth|bearer|api|session)[ -]?)?(?:tokens?|jwt|credentials|sessions?|api[ -]?keys?|authorization header)(?! (?:type|name|format|with|for|of|that|which)\b)/i;
const NONE_AFTER =
  /^(?:the |your )?key (?:(?:is|was|has) )?(?:missing|required|invalid|unknown|expired|not (?:sent|provided|valid))\b|(?:^|[.,;:] |\b(?:an?|the|your|valid) )(?:(?:access|auth|bearer|api)[ -]?)?(?:token|jwt|session|credentials|(?:api|your)[ -]?key)s? (?:(?:is|are|was|were|has|have|must|been|be) ){0,2}(?:required|needed|expired|revoked|timed out|ended|provided|sent|supplied)\b/i;

const RIGHTS =
  /\b(?:permissions?|scopes?|roles?|admin(?:istrator)?s?|privileges?|rights?|allowed|owners?|(?:authenticated|logged[ -]?in|signed[ -]?in) (?:as|but)|insufficient|plan|quota|csrf|xsrf|limit|lacks?(?! (?:any |valid |the )*(?:credentials|authentication|tokens?)\b)|does not have|belongs?|forbidden|valid for|available)\b/i;
/** Whoever is asked for more proof is known already. */
const MORE_PROOF = /\b(?:(?:two|2|multi|second)[ -]?factor|2fa|mfa|step-?up|re-?authenticat\w*)\b/i;

/** Whether a text says of something that it is not there or not right. */
export function saysThatItIsNotRight(text: string): boolean {
  return NOT_RIGHT.test(text);
}

/** Whether a text says that the client's credentials are not there or not right. */
export function saysThatNobodyIsKnown(text: string): boolean {
  if (MORE_PROOF.test(text)) return false;
  return (
    NOBODY.test(text) ||
    (NOT_RIGHT.test(text) && CREDENTIALS.test(text)) ||
    NOT_RIGHT_BEFORE.test(text) ||
    NOT_RIGHT_AFTER.test(text) ||
    NONE_BEFORE.test(text) ||
    NONE_AFTER.test(text)
  );
}

/** What only says again which status it is: `Forbidden: …`. */
const STATUS =
  /^\W*(?:403\W*)?(?:http \W*)?(?:forbidden|access (?:is |was )?(?:denied|refused|not allowed))\b(?=\W+\w)/i;
/** Refusing somebody without a name is not about rights. */
const ANONYMOUS = /\banonymous (?:access|users?|calls?|requests?) (?:is|are) not allowed\b/gi;

/** Whether a text speaks of what a client may do, rather than of who it is. */
export function speaksOfRights(text: string): boolean {
  return RIGHTS.test(text.replace(STATUS, '').replace(ANONYMOUS, ''));
}
