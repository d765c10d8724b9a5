import { cleanup, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Consultation } from './Consultation.js'
import type { DiagnosisDialogProps } from './DiagnosisDialog.js'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const Dialog = (_props: DiagnosisDialogProps) => <p>The report</p>
const examine = (): Promise<never> => new Promise(() => undefined)

it('says that the report could not be loaded, and loads it anew the next time', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  let isOffline = true
  const load = vi.fn<() => Promise<typeof Dialog>>(async () => {
    if (isOffline) throw new TypeError('Failed to fetch dynamically imported module')
    return Dialog
  })
  const onClose = vi.fn<() => void>()
  const press = () =>
    render(
      <StrictMode>
        <Consultation examine={examine} onClose={onClose} load={load} />
      </StrictMode>,
    )
  const first = press()
  await expect.poll(() => onClose.mock.calls.length).toBe(1)
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^coatcheck: the doctor's report could not be loaded/)]])
  first.unmount()
  isOffline = false
  press()
  expect(await screen.findByText('The report')).toBeVisible()
  expect(onClose).toHaveBeenCalledTimes(1)
  expect(warn).toHaveBeenCalledTimes(1)
})
