// Shapes (Turtle) and data (N-Triples) -> one line a result: focus node, tab, constraint component.
// The third argument says whether the engine's SPARQL plugin is loaded: core or full.
import { readFileSync, createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [shapesFile, dataFile, set, modules] = process.argv.slice(2)
const require = createRequire(pathToFileURL(`${modules}/`))
const load = name => import(pathToFileURL(require.resolve(name)))
const { default: n3 } = await load('n3')
const { Validator } = await load('shacl-engine')
const plugin = set === 'full' ? await load('shacl-engine/sparql.js') : {}

const shapes = new n3.Store(new n3.Parser().parse(readFileSync(shapesFile, 'utf8')))
const dataset = new n3.Store()
for await (const quad of createReadStream(dataFile).pipe(new n3.StreamParser({ format: 'N-Triples' }))) {
  dataset.add(quad)
}
const validator = new Validator(shapes, { factory: n3.DataFactory, ...plugin })
const report = await validator.validate({ dataset })
for (const result of report.results) {
  console.log(`${result.focusNode.term.value}\t${result.constraintComponent.value}`)
}
