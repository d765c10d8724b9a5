import { runServerSoak, type ServerSoakOptions, type ServerSoakReport } from './runServerSoak.ts'

export interface BriefReport extends Pick<ServerSoakReport, 'wrong'> {
  readonly figures: Readonly<Record<string, string>>
}

/** Runs a part of the soak that is small enough for every change. */
export async function soakBriefly(records: ServerSoakOptions['records']): Promise<BriefReport> {
  const { figures, wrong } = await runServerSoak({
    records,
    uploads: 300,
    kills: 12,
    seed: 'kills',
    atOnce: 16,
    tell: () => {},
  })
  return { figures: Object.fromEntries(figures), wrong }
}
