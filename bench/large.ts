import { compare } from './compare.ts'
import { gibibyte, makeFiles, mebibyte } from './lab/files.ts'
import type { Finding } from './lab/finding.ts'
import type { Lab } from './lab/lab.ts'
import { interleave, median, medianRatio } from './lab/rounds.ts'
import { send, sendRaw, type Way } from './send.ts'

const way: Way = { way: 'core', sendWith: 'put', gather: true }
const link = 100 * mebibyte

/** Large files: what counts is that hashing hides behind sending. */
export async function large(lab: Lab): Promise<readonly Finding[]> {
  const files = await makeFiles(lab.folder, 10, 100 * mebibyte)
  const common = { what: '10 x 100 MiB', rawAtOnce: 3 }
  const unlimited = { ...common, ways: [{ ...way, what: 'unlimited loopback', atMost: 1.6 }] }
  const limited = { ...common, bytesPerSecond: link, ways: [{ ...way, what: 'link of 100 MiB/s', atMost: 1.03 }] }
  return [
    ...(await compare(lab, files, unlimited)),
    ...(lab.storage === 'sink' ? await compare(lab, files, limited) : []),
    await compareOne(lab),
  ]
}

/** The digest has to be there before the ticket, so both are in the limit, one after the other. */
async function compareOne(lab: Lab): Promise<Finding> {
  const file = await makeFiles(lab.folder, 1, gibibyte)
  const { raw, memory, core } = await interleave(lab.rounds, {
    raw: () => sendRaw(lab, file, { atOnce: 1 }),
    memory: () => lab.run('hash', { way: 'memory', digest: lab.digest, size: gibibyte }),
    core: () => send(lab, file, way),
  })
  const limit = raw.ms.map((ms, round) => ms + (memory.ms[round] ?? Number.NaN))
  return {
    what: '1 x 1 GiB: against raw PUT and its hash in memory',
    value: medianRatio(core.ms, limit),
    unit: 'x',
    goal: { atMost: 1.05 },
    mainThread: core.mainThread,
    note: `${Math.round(median(core.ms))} ms against ${Math.round(median(raw.ms))} + ${Math.round(median(memory.ms))} ms`,
  }
}
