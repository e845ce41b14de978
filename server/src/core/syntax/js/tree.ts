// The tree of a JavaScript or TypeScript text: what runs, without types, parentheses and other things that do not.
import type { Span } from '../../text/span';

/** A parsed text. Parsing never fails: what cannot be read is left out, or opaque. */
export type JsTree = {
  readonly statements: readonly Statement[];
  /** The first place at which the text is none of its language; `null` where all of it is. */
  readonly broken: JsProblem | null;
};

export type JsProblem = At & { readonly message: string };

/** Reads a text; the name of the file says which language it is (`.ts`, `.mjs`, `.jsx` …). */
export type ParseJs = (file: string, text: string) => JsTree;

type At = { readonly span: Span };

// ---- Expressions -------------------------------------------------------------------------------

/** The kinds of expressions that say by themselves what they are: literals, names and functions. */
export type PlainKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'regex'
  | 'identifier'
  | 'this'
  | 'template'
  | 'array'
  | 'object'
  | 'function';

export type Expression =
  | Identifier
  | StringLiteral
  | Template
  | (At & { readonly kind: 'number'; readonly value: number })
  | (At & { readonly kind: 'boolean'; readonly value: boolean })
  | (At & { readonly kind: 'null' })
  | (At & { readonly kind: 'regex'; readonly pattern: string; readonly flags: string })
  | ArrayLiteral
  | ObjectLiteral
  | FunctionNode
  | ClassNode
  | Call
  | New
  | Member
  | Index
  | Unary
  | Binary
  | Logical
  | Conditional
  | Assignment
  | (At & { readonly kind: 'sequence'; readonly of: readonly Expression[] })
  | (At & { readonly kind: 'await'; readonly value: Expression })
  | (At & { readonly kind: 'this' })
  | (At & { readonly kind: 'super' })
  /** `import('…')`. */
  | (At & { readonly kind: 'importCall'; readonly source: Expression | null })
  /** `import.meta`. */
  | (At & { readonly kind: 'importMeta' })
  /** What is not told apart (JSX, tagged templates, `yield`, `++`, what could not be read), with the expressions in it. */
  | Opaque;

export type Identifier = At & { readonly kind: 'identifier'; readonly name: string };
export type StringLiteral = At & { readonly kind: 'string'; readonly value: string };
/** A template literal: `texts` has one more entry than `of`. */
export type Template = At & {
  readonly kind: 'template';
  readonly texts: readonly string[];
  readonly of: readonly Expression[];
};
export type Spread = At & { readonly kind: 'spread'; readonly value: Expression };
/** `null` stands for a hole. */
export type ArrayLiteral = At & {
  readonly kind: 'array';
  readonly of: readonly (Expression | Spread | null)[];
};
export type ObjectLiteral = At & { readonly kind: 'object'; readonly of: readonly (Property | Spread)[] };
/** `accessor` for `get`, `set`; a method's value is its function. */
export type Property = At & {
  readonly kind: 'property';
  readonly key: Key;
  readonly value: Expression;
  readonly accessor: boolean;
};
/** The name of a property or of a member of a class; `computed` where only an expression says it. */
export type Key =
  | (At & { readonly kind: 'name'; readonly name: string })
  | (At & { readonly kind: 'computed'; readonly expression: Expression });

export type FunctionNode = At & {
  readonly kind: 'function';
  readonly name: string | null;
  readonly isArrow: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly params: readonly Param[];
  /** The statements of the body; an arrow's expression is one `return` of it. */
  readonly body: readonly Statement[];
  /** The braces and what is between them, or the arrow's expression. */
  readonly bodySpan: Span;
};
export type Param = At & {
  readonly target: Pattern;
  readonly isRest: boolean;
  readonly type: TypeName | null;
  /** What stands behind each `@`, of a parameter of a class; walks pass it over. */
  readonly decorators: readonly Expression[];
};
/** A type that is only a name, such as `express.Application`. */
export type TypeName = { readonly name: string };

export type ClassNode = At & {
  readonly kind: 'class';
  readonly name: string | null;
  readonly extends: Expression | null;
  readonly members: readonly ClassMember[];
  readonly isDecorated: boolean;
  /** What stands behind each `@`; walks pass it over. */
  readonly decorators: readonly Expression[];
};
export type ClassMember = At & {
  readonly kind: 'constructor' | 'method' | 'getter' | 'setter' | 'field' | 'staticBlock';
  readonly key: Key | null;
  readonly isStatic: boolean;
  /** A method's function or a field's initial value; a static block is a function without parameters. */
  readonly value: Expression | null;
  readonly type: TypeName | null;
  readonly isDecorated: boolean;
  readonly decorators: readonly Expression[];
  /** For a constructor: the parameters that are fields too (`private readonly app: Application`). */
  readonly fieldParams: readonly string[];
};

export type Argument = Expression | Spread;
export type Call = At & {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** `callee?.()`. */
  readonly isOptional: boolean;
  /** From the opening parenthesis to the closing one, both included. */
  readonly argsSpan: Span;
};
export type New = At & {
  readonly kind: 'new';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  readonly argsSpan: Span;
};
/** `object.name`, `object?.name`, `object.#name`. */
export type Member = At & {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly isOptional: boolean;
};
/** `object[index]`. */
export type Index = At & {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly isOptional: boolean;
};
export type Unary = At & {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '+' | '~' | 'typeof' | 'void' | 'delete';
  readonly operand: Expression;
};
/** Arithmetic and comparison; the operator as it is written, such as `===`, `in`, `instanceof`. */
export type Binary = At & {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
};
export type Logical = At & {
  readonly kind: 'logical';
  readonly operator: '&&' | '||' | '??';
  readonly left: Expression;
  readonly right: Expression;
};
export type Conditional = At & {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
};
/** `operator` is `=`, `+=`, `||=` and so on. */
export type Assignment = At & {
  readonly kind: 'assign';
  readonly operator: string;
  readonly target: Pattern;
  readonly value: Expression;
};
export type Opaque = At & {
  readonly kind: 'opaque';
  readonly what: string;
  readonly of: readonly Expression[];
};

/** What is given a value: a name, a member of an object, or a destructuring of these. */
export type Pattern =
  | Identifier
  | Member
  | Index
  | (At & {
      readonly kind: 'objectPattern';
      readonly of: readonly PatternProperty[];
      readonly rest: Pattern | null;
    })
  | (At & {
      readonly kind: 'arrayPattern';
      readonly of: readonly (Pattern | null)[];
      readonly rest: Pattern | null;
    })
  | (At & { readonly kind: 'default'; readonly target: Pattern; readonly value: Expression })
  | Opaque;
export type PatternProperty = At & { readonly key: Key; readonly target: Pattern };

// ---- Statements --------------------------------------------------------------------------------

export type Statement =
  | VariableStatement
  | FunctionStatement
  | ClassStatement
  | (At & { readonly kind: 'expression'; readonly value: Expression })
  | (At & { readonly kind: 'return'; readonly value: Expression | null })
  | If
  | For
  | ForEach
  | (At & {
      readonly kind: 'while';
      readonly test: Expression;
      readonly body: Statement;
      readonly isPostTest: boolean;
    })
  | Switch
  | (At & { readonly kind: 'throw'; readonly value: Expression | null })
  | Try
  | (At & { readonly kind: 'block'; readonly body: readonly Statement[] })
  | (At & { readonly kind: 'break' | 'continue'; readonly label: string | null })
  | (At & { readonly kind: 'labeled'; readonly label: string; readonly body: Statement })
  | Import
  | ExportList
  | (At & { readonly kind: 'exportAll'; readonly source: StringLiteral; readonly as: string | null })
  | (At & { readonly kind: 'exportDefault'; readonly value: Expression })
  /** TypeScript's `export = value`. */
  | (At & { readonly kind: 'exportAssign'; readonly value: Expression })
  /** What runs nothing: types, empty statements. */
  | (At & { readonly kind: 'nothing' });

export type VariableStatement = At & {
  readonly kind: 'variable';
  readonly keyword: 'var' | 'let' | 'const';
  readonly declarations: readonly Declaration[];
  readonly isExported: boolean;
};
export type Declaration = At & {
  readonly target: Pattern;
  readonly init: Expression | null;
  readonly type: TypeName | null;
};
/** `exported` says under which name it is exported; `default` for `export default function`. */
export type FunctionStatement = At & {
  readonly kind: 'functionDeclaration';
  readonly function: FunctionNode;
  readonly exported: string | null;
};
export type ClassStatement = At & {
  readonly kind: 'classDeclaration';
  readonly class: ClassNode;
  readonly exported: string | null;
};
export type If = At & {
  readonly kind: 'if';
  readonly test: Expression;
  readonly whenTrue: Statement;
  readonly whenFalse: Statement | null;
};
/** `for (init; test; update)`. */
export type For = At & {
  readonly kind: 'for';
  readonly init: Statement | null;
  readonly test: Expression | null;
  readonly update: Expression | null;
  readonly body: Statement;
};
/** `for (target of values)`, `for (target in values)`. */
export type ForEach = At & {
  readonly kind: 'forEach';
  readonly of: 'values' | 'keys';
  readonly target: Pattern;
  readonly values: Expression;
  readonly body: Statement;
};
export type Switch = At & {
  readonly kind: 'switch';
  readonly subject: Expression;
  /** `test` is `null` for `default`. */
  readonly cases: readonly { readonly test: Expression | null; readonly body: readonly Statement[] }[];
};
export type Try = At & {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly param: Pattern | null;
  readonly handler: readonly Statement[] | null;
  readonly finalizer: readonly Statement[] | null;
};
/** All forms of `import … from`, and TypeScript's `import x = require('…')`, which is `whole`. */
export type Import = At & {
  readonly kind: 'import';
  readonly source: StringLiteral;
  readonly default: string | null;
  readonly namespace: string | null;
  readonly whole: string | null;
  /** `import type`: it names types and loads nothing. */
  readonly isTypeOnly: boolean;
  readonly named: readonly { readonly imported: string; readonly local: string }[];
};
/** `export { a as b }`, `export { a as b } from '…'`. */
export type ExportList = At & {
  readonly kind: 'exportList';
  readonly source: StringLiteral | null;
  readonly of: readonly { readonly local: string; readonly exported: string }[];
};
