// Programs that put their routes together with lodash and underscore, or with the arguments of a function.
import type { App } from './registered-apps';

const HANDLER = '(req, res) => res.json({})';

/** What both packages do alike. */
const BOTH = [
  `_.map([1,2], (x) => x + 1).join('-')`,
  `_.map({ a: 1, b: 2 }, (v, k) => k + v).join('-')`,
  `_.map([{ n: 'x' }, { n: 'y' }], 'n').join()`,
  `_.filter([{ n: 'x', t: 1 }, { n: 'y', t: 2 }], { t: 2 })[0].n`,
  `_.reject(['a', 'b'], (x) => x === 'a').join()`,
  `_.find([{ n: 'x' }, { n: 'y' }], { n: 'y' }).n`,
  `_.every([1, 2], (x) => x > 0)`,
  `_.some([1, 2], (x) => x > 1)`,
  `_.reduce({ a: 1, b: 2 }, (s, v, k) => s + k + v, '')`,
  `_.reduceRight(['a', 'b'], (s, v) => s + v, '')`,
  `_.compact(['a', '', null, 'b', 0]).join()`,
  `_.flatten([['a'], ['b', 'c']]).join()`,
  `_.first(['a', 'b']) + _.last(['a', 'b'])`,
  `_.uniq(['a', 'b', 'a']).join()`,
  `_.union(['a'], ['b', 'a']).join()`,
  `_.without(['a', 'b', 'c'], 'b').join()`,
  `_.difference(['a', 'b', 'c'], ['b'], ['c']).join()`,
  `_.sortBy(['b', 'a']).join()`,
  `_.map(_.sortBy([{ o: 2, n: 'x' }, { o: 1, n: 'y' }], 'o'), 'n').join()`,
  `_.keys(_.groupBy(['one', 'two'], (x) => x[0])).join()`,
  `_.size({ a: 1, b: 2 }) + _.size([1]) + _.size(null)`,
  `_.times(3, (i) => 'n' + i).join()`,
  `_.keys({ a: 1, b: 2 }).join() + _.values({ a: 'x', b: 'y' }).join()`,
  `_.pick({ a: 1, b: 2, c: 3 }, 'a', 'c').c + _.keys(_.pick({ a: 1, b: 2, c: 3 }, ['a', 'z'])).join()`,
  `_.keys(_.omit({ a: 1, b: 2, c: 3 }, 'a', ['b'])).join()`,
  `_.extend({}, { a: 'x' }, { a: 'y', b: 'z' }).a`,
  `_.defaults({ a: 'x', c: undefined }, { a: 'y', b: 'z', c: 'w' }).c`,
  `_.clone({ a: 'x' }).a`,
  `_.identity('x')`,
  `[_.isEmpty({}), _.isEmpty({ a: 1 }), _.isEmpty([]), _.isEmpty([1]), _.isEmpty(''), _.isEmpty('x'), _.isEmpty(null), _.isEmpty(undefined)].join()`,
  `_.bind(function (a, b) { return a + b; }, null, 'x')('y')`,
  `_.chain([3, 1, 2]).map((x) => x * 2).filter((x) => x > 2).value().join()`,
  `_.chain({ a: 'x', b: 'y' }).values().map((x) => x + 1).value().join()`,
  `_.chain([['a'], ['b']]).flatten().first().value()`,
  `_.chain(['a', 'b']).tap((l) => l.push('c')).value().join()`,
  `_([1, 2]).reduce((s, x) => s + x, '')`,
  `_(['a', 'b']).first()`,
  `_.chain([{ n: 'a' }]).map('n').value().join()`,
  `_.includes(['a'], 'b')`,
  `_.indexOf(['a', 'b'], 'b')`,
  `_.findIndex(['a', 'b'], (x) => x === 'b')`,
  `_.toArray({ a: 'x', b: 'y' }).join()`,
  `(function () { return _.toArray(arguments).join('-'); })('a', 'b')`,
  `(function () { return _.chain(arguments).values().filter((f) => !_.isEmpty(f) || f === '/').map((f) => f.split('/').filter((p) => p !== '')).flatten().value().join('_'); })(undefined, '/a/b', '', 'c')`,
  `_.map(undefined, (x) => x).length`,
  `_.each(['a', 'b'], (x) => x).join()`,
];

const OF_LODASH = [
  `_(['a', 'b']).map((x) => x + 1).value().join()`,
  `_(['a', 'b']).map((x) => x + 1).join('-')`,
  `_({ a: 'x', b: { c: 'y' } }).get('b.c')`,
  `_.get({ a: { b: [{ c: 'x' }] } }, 'a.b[0].c')`,
  `_.get({ a: {} }, 'a.b.c', 'dflt')`,
  `_.get({ 'a.b': 'x' }, 'a.b')`,
  `_.get({ a: { b: 'x' } }, ['a', 'b'])`,
  `_.get(null, 'a', 'd') + _.get(undefined, 'a')`,
  `_.get({ a: null }, 'a', 'd')`,
  `_.merge({ a: { b: 'x', c: 'y' } }, { a: { b: 'z' }, d: 'w' }).a.c`,
  `_.merge({ a: { b: 'x' } }, { a: { b: undefined } }).a.b`,
  `_.merge({ l: ['a', 'b'] }, { l: ['c'] }).l.join()`,
  `_.defaultsDeep({ a: { b: 'x' } }, { a: { b: 'y', c: 'z' } }).a.c`,
  `_.cloneDeep({ a: { b: ['x'] } }).a.b.join()`,
  `(() => { const a = { b: { c: 'x' } }; const d = _.cloneDeep(a); d.b.c = 'y'; return a.b.c; })()`,
  `(() => { const a = { b: { c: 'x' } }; const d = _.clone(a); d.b.c = 'y'; return a.b.c; })()`,
  `(() => { const a = { b: { c: 'x' } }; _.merge({}, a).b.c = 'y'; return a.b.c; })()`,
  `(() => { const log = []; _([1, 2]).forEach((x) => { log.push(x); }); _.chain([3]).forEach((x) => { log.push(x); }); _([4]).map((x) => log.push(x)); return log.join(); })()`,
  `(() => { const log = []; _.each([1, 2, 3], (x) => { log.push(x); return x < 2; }); return log.join(); })()`,
  `(() => { const log = []; _.forOwn({ a: 1, b: 2 }, (v, k) => { log.push(k); }); return log.join(); })()`,
  `_.toPairs({ a: 'x' })[0].join() + _.fromPairs([['a', 'x']]).a`,
  `_.keyBy([{ n: 'a', v: 'x' }, { n: 'b', v: 'y' }], 'n').b.v`,
  `_.pickBy({ a: 1, b: '' }, (v) => v).a + _.keys(_.pickBy({ a: 1, b: 0 })).join()`,
  `_.keys(_.omitBy({ a: 1, b: null }, _.isNil)).join()`,
  `_.mapValues({ a: { n: 'x' } }, 'n').a`,
  `_.flattenDeep([['a', ['b']], 'c']).join() + _.flatten([['a', ['b']]]).length`,
  `_.castArray('a').join() + _.castArray(['b']).join()`,
  `_.toLower('AB') + _.toUpper('ab') + _.trim(' x ') + _.startsWith('ab', 'a') + _.endsWith('ab', 'a') + _.replace('a-b', '-', '_') + _.split('a,b', ',').length`,
  `_.isPlainObject({}) + '' + _.isPlainObject([]) + _.isPlainObject(() => 1) + _.isNil(null) + _.isNil(0)`,
  `_.every([{ a: 1 }, { a: 1 }], ['a', 1])`,
  `_.some([{ a: 1 }], _.matches({ a: 1 })) + '' + _.map([{ a: 'x' }], _.property('a')).join()`,
  `_.filter([1, 2, 3], _.negate((x) => x > 1)).join()`,
  `_.reverse(['a', 'b']).join()`,
  `_.concat(['a'], 'b', ['c']).join()`,
  `_.flatMap(['a', 'b'], (x) => [x, x]).join()`,
  `_.find({ a: { n: 'x' }, b: { n: 'y' } }, { n: 'y' }).n`,
  `_.chain({ a: { k: 'x' } }).get('a').get('k').value()`,
  `_.chain('a-b').split('-').value().join('_')`,
  `_.includes({ a: 'x' }, 'x')`,
  `_.assign({ a: 'x' }, null, { b: 'y' }).b`,
  `_.times(2).join() `,
  `_.uniq([1, '1', 1]).length`,
  `_.chain(['b', 'a']).sortBy().value().join()`,
  `_.map(['a'], _.identity).join()`,
];

const OF_UNDERSCORE = [
  `_(['a', 'b']).map((x) => x + 1).join('-')`,
  `_.flatten([['a', ['b']], 'c']).join()`,
  `_.pluck([{ n: 'x' }], 'n').join() + _.where([{ n: 'x' }], { n: 'x' }).length + _.findWhere([{ n: 'x' }], { n: 'x' }).n`,
  `_.pairs({ a: 'x' })[0].join() + _.indexBy([{ n: 'a' }], 'n').a.n`,
  `(() => { const log = []; _.chain([3]).each((x) => { log.push(x); }); _([4]).each((x) => { log.push(x); }); _.each([1, 2], (x) => { log.push(x); return false; }); return log.join(); })()`,
  `_.contains(['a'], 'a') + '' + _.include(['a'], 'b')`,
  `_.first(['a', 'b'], 1).length + _.rest(['a', 'b', 'c'], 2).length`,
  `_.any([1], (x) => x) + '' + _.all([0], (x) => x) + _.collect(['a'], (x) => x).join() + _.select([1, 0], (x) => x).length + _.detect([1], (x) => x)`,
  `_.extendOwn({}, { a: 'x' }).a`,
];

const OF_ARGUMENTS = [
  `(function () { return [].slice.call(arguments, 1).join('-'); })('a', 'b', 'c')`,
  `(function () { return Array.prototype.slice.call(arguments).join('-'); })('a', 'b')`,
  `(function () { return Array.from(arguments).join('-') + arguments.length + arguments[0]; })('a', 'b')`,
  `(function () { return [...arguments].map((x) => x + x).join('-'); })('a', 'b')`,
  `(function () { let s = ''; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; })('a', 'b')`,
  `(function () { return Array.prototype.map.call(arguments, (x) => x + 1).join('-'); })('a', 'b')`,
  `(function () { return (function () { return arguments.length + arguments[1]; }).apply(null, arguments); })('a', 'b')`,
  `(function (list) { Array.prototype.push.apply(list, ['b']); return list.join('-'); })(['a'])`,
  `Object.prototype.hasOwnProperty.call({ a: 1 }, 'a') + '' + ({ a: 1 }).hasOwnProperty('b') + Object.hasOwn({ a: 1 }, 'a')`,
  `('a' in { a: 1 }) + '' + ('b' in { a: 1 })`,
  `'text'[1] + [['a', ['b', ['c']]]].flat(2).length + Object.keys(['x', 'y']).join() + Object.values(['x', 'y']).join()`,
  `(() => { const make = () => 1; make.a = 'x'; make.prototype; return Object.keys(make).join(); })()`,
];

/** A program with a route for each expression, whose path has its value in it. */
function app(name: string, library: string | null, expressions: readonly string[]): App {
  const start = library === null ? '' : `const _ = require('${library}');\n`;
  const added = expressions.map((one, i) => `app.get('/${i}/' + (${one}), ${HANDLER});\n`);
  return {
    name,
    packages: library === null ? [] : [library],
    files: {
      'app.js': `${start}const app = require('express')();\n${added.join('')}module.exports = app;`,
    },
  };
}

export const LODASH: readonly App[] = [
  app('functions of lodash', 'lodash', [...BOTH, ...OF_LODASH]),
  app('functions of underscore', 'underscore', [...BOTH, ...OF_UNDERSCORE]),
  app('arguments, and methods that are borrowed', null, OF_ARGUMENTS),
  {
    name: 'plugins of packages that say what they are',
    files: {
      'app.js': `const app = require('express')();
const routes = [];
function register(plugin) {
  switch (plugin.type) {
    case 'routes':
      return plugin.routes.forEach((one) => app.get(one, ${HANDLER}));
    case 'names':
      Object.keys(plugin).forEach((name) => { if (name !== 'type') app.put('/' + name, ${HANDLER}); });
      return;
    default:
      if (plugin.type === 'none') return;
      app.post('/other', ${HANDLER});
  }
}
['one', 'two', 'three'].forEach((name) => register(require(name)));
register(require('one'));
register(require('two'));
register(require('three'));
module.exports = app;`,
      'node_modules/one/package.json': '{ "name": "one" }',
      'node_modules/one/index.js': "exports.type = 'routes'; exports.routes = ['/first', '/second'];",
      'node_modules/two/package.json': '{ "name": "two" }',
      'node_modules/two/index.js': "module.exports = { type: 'names', third: 1, fourth: 2 };",
      'node_modules/three/package.json': '{ "name": "three" }',
      'node_modules/three/index.js': "module.exports = function () {}; module.exports.type = 'none';",
    },
  },
];
