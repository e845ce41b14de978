// The outputs: results in, text out.
export { curlOf, expectationText, witnessLine } from './curl';
export { unifiedDiff } from './diff';
export { type Explained, explainJson, explainPretty } from './explain';
export { formatGithub } from './github';
export { formatJson } from './json';
export { formatJunit } from './junit';
export { type Paint, PLAIN, pageUrl, paintFor } from './paint';
export { formatPretty } from './pretty';
export { isAtLeast, levelOf, type Results, sortForShow } from './results';
export { type AuthMap, routesJson, routesMarkdown, routesPretty } from './routes';
export { routesHtml } from './routes-html';
export { formatSarif, type SarifOptions } from './sarif';
export { openSource, type Point, type Range, relativeTo, type Source } from './source';
