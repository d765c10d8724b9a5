// npm run soak:server [-- --uploads 10000] [--kills 200] [--records postgres|sqlite] [--seed text]
// Uploads through two servers that are killed at random points. Fails with a line for everything that is wrong.
import { parseArgs } from 'node:util'
import { runServerSoak } from './runServerSoak.ts'

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    records: { type: 'string', default: 'postgres' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
})
const { records, seed } = values
const [uploads, kills] = [Number(values.uploads), Number(values.kills)]
if (!Number.isInteger(uploads) || uploads < 50) throw new TypeError('--uploads must be a whole number of 50 or more.')
if (!Number.isInteger(kills) || kills < 0) throw new TypeError('--kills must be a whole number.')
if (records !== 'postgres' && records !== 'sqlite') throw new TypeError('--records must be postgres or sqlite.')

console.error(`Seed ${seed}: the same seed plans the same uploads and kills.`)
const { figures, wrong } = await runServerSoak({ records, uploads, kills, seed, atOnce: 24, tell: console.error })
for (const [what, value] of figures) console.log(`${what.padEnd(28)}${value}`)
for (const line of wrong.slice(0, 100)) console.log(`WRONG  ${line}`)
console.log(wrong.length === 0 ? 'Nothing is wrong.' : `${wrong.length} things are wrong. Seed: ${seed}`)
process.exitCode = wrong.length === 0 ? 0 : 1
