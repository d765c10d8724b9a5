// The runner is named, too, so that bundlers leave what both use in its chunk. Otherwise they would split that one, and
// the first file would load a dozen small chunks instead of two.
export { createRunner } from '../browserRunner.js'
export { Gathering } from '../runner/gathering/Gathering.js'
