// The names that JavaScript itself gives to values, so that what is not followed is told from what is not there.
import type { Place } from '../../../../text/span';
import { type Datum, UNDEFINED, unknown } from '../datum';
import { isBare } from './request';

const OF_ALL = names(
  'constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf',
);

const OF_KINDS: Readonly<Record<string, ReadonlySet<string>>> = {
  string:
    names(`anchor at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare
    match matchAll normalize padEnd padStart repeat replace replaceAll search slice split startsWith substr substring
    toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase trim trimEnd trimStart trimLeft trimRight`),
  number: names('toExponential toFixed toPrecision'),
  list: names(`at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach
    includes indexOf join keys lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice
    toReversed toSorted toSpliced unshift values with index input`),
  regex: names(
    'exec test flags global ignoreCase lastIndex multiline source sticky unicode dotAll hasIndices',
  ),
  function: names('apply bind call length name prototype'),
  Set: names(
    'add clear delete entries forEach has keys size values union intersection difference isSubsetOf',
  ),
  Map: names('clear delete entries forEach get has keys set size values'),
  Buffer:
    names(`at compare copy entries equals every fill filter find includes indexOf join keys length map readUInt8
    slice some subarray toJSON toString values write`),
  Error: names('cause message name stack'),
  URL: names(
    'hash host hostname href origin password pathname port protocol search searchParams toJSON username',
  ),
  URLSearchParams: names('append delete entries forEach get getAll has keys set size sort values'),
};

function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** What a value has under a name that is not followed: nothing, or something that nobody reads here. */
export function otherMember(of: Datum, name: string, at: Place): Datum {
  const isThere = (OF_ALL.has(name) && !isBare(kindOf(of))) || OF_KINDS[kindOf(of)]?.has(name) === true;
  return isThere ? unknown(`what "${name}" does here is not followed`, at) : UNDEFINED;
}

function kindOf(of: Datum): string {
  switch (of.kind) {
    case 'constant':
      return typeof of.value;
    case 'object':
      return of.of ?? '';
    default:
      return of.kind;
  }
}
