// Answers queries over an N-Quads file with Comunica, for tests: one JSON line a query, its rows as lists of terms.
//
//     node ask.cjs MODULES FILE union|default QUERY...
//
// MODULES is the folder in which npm has installed package-lock.json.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const DEADLINE = 60;
const [modules, file, graphs, ...queries] = process.argv.slice(2);
const load = createRequire(join(resolve(modules), 'package.json'));
const { QueryEngine } = load('@comunica/query-sparql-file');
const { Parser, Store } = load('n3');

function term(value) {
  if (!value) return null;
  if (value.termType !== 'Literal') return [value.termType === 'NamedNode' ? 'uri' : 'bnode', value.value, '', ''];
  return ['literal', value.value, value.datatype.value, value.language];
}

async function answer(engine, source, query) {
  const result = await engine.query(readFileSync(query, 'utf8'), {
    sources: [{ type: 'rdfjs', value: source }],
    unionDefaultGraph: graphs === 'union',
  });
  const { variables } = await result.metadata();
  const columns = variables.map((found) => (found.variable ?? found).value);
  const rows = await (await result.execute()).toArray();
  return { columns, rows: rows.map((row) => columns.map((column) => term(row.get(column)))) };
}

// Errors inside a stream of the engine reach nobody but the process.
function unlessItBreaks(work) {
  return new Promise((resolve) => {
    const failed = (error) => resolve({ error: error.stack || String(error) });
    setTimeout(failed, DEADLINE * 1000, `no answer within ${DEADLINE} seconds`).unref();
    process.removeAllListeners('uncaughtException').on('uncaughtException', failed);
    work.then(resolve, failed);
  });
}

async function main() {
  const source = new Store(new Parser({ format: 'N-Quads' }).parse(readFileSync(file, 'utf8')));
  const engine = new QueryEngine();
  for (const query of queries) {
    const began = Date.now();
    const found = await unlessItBreaks(answer(engine, source, query));
    process.stdout.write(JSON.stringify({ query, seconds: (Date.now() - began) / 1000, ...found }) + '\n');
  }
}

main().then(() => process.exit(0));
