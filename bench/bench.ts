// npm run bench [-- hash small large add heap image] [--rounds 5] [--digest md5] [--at-once n] [--storage sink|minio] [--json file] [--profile folder]
// Ratios inside one run, medians of interleaved rounds. A goal that is missed is told, not an error.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { add } from './add.ts'
import { hash } from './hash.ts'
import { heap } from './heap.ts'
import { image } from './image.ts'
import { large } from './large.ts'
import type { Finding } from './lab/finding.ts'
import { type Lab, openLab } from './lab/lab.ts'
import { toTable } from './lab/report.ts'
import { small } from './small.ts'

const benchmarks: Readonly<Record<string, (lab: Lab) => Promise<readonly Finding[]>>> = {
  hash,
  small,
  large,
  add,
  heap,
  image,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    digest: { type: 'string', default: 'md5' },
    'at-once': { type: 'string' },
    storage: { type: 'string', default: 'sink' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
})

const chosen = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const unknown = chosen.find((name) => !Object.hasOwn(benchmarks, name))
if (unknown) throw new TypeError(`There is no benchmark '${unknown}', only ${Object.keys(benchmarks).join(', ')}.`)

const lab = await openLab({
  rounds: Number(values.rounds),
  digest: values.digest === 'sha-256' ? 'sha-256' : 'md5',
  atOnce: values['at-once'] === undefined ? undefined : Number(values['at-once']),
  storage: values.storage === 'minio' ? 'minio' : 'sink',
  profileFolder: values.profile,
})
const findings: Finding[] = []
try {
  for (const name of chosen) {
    console.error(`${name} …`)
    findings.push(...((await benchmarks[name]?.(lab)) ?? []))
  }
} finally {
  await lab.close()
}
console.log(toTable(findings))
if (values.json) await writeFile(values.json, `${JSON.stringify(findings, null, 2)}\n`)
