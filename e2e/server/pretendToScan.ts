import type { ReadFileState } from '../../src/server.ts'

const scanMs = 1500

/**
 * Stands in for a virus scanner: a file with 'scanned' or 'infected' in its name is 'processing' for a moment, and then
 * 'rejected' if it is infected. All other files are ready at once.
 */
export const pretendToScan: ReadFileState = ({ name, createdAtMs }) => {
  const isInfected = name.includes('infected')
  if (!isInfected && !name.includes('scanned')) return null
  if (Date.now() - createdAtMs < scanMs) return { state: 'processing', stateText: 'Checking for viruses' }
  return isInfected ? { state: 'rejected', stateText: 'This file contains a virus.' } : { state: 'ready' }
}
