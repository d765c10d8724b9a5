import { act } from '@testing-library/react'
import { vi } from 'vitest'

/** Lets seconds pass on a page whose timers are faked, and what is due happen. */
export async function pass(seconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
}

/** Sends the page to the background, or brings it back. */
export function hide(isHidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden)
  document.dispatchEvent(new Event('visibilitychange'))
}
