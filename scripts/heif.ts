import { execFileSync } from 'node:child_process'
import { aptCommand, aptInstall } from './aptInstall.ts'

/** Debian's packages. Where libheif's encoders are plugins, that for HEIC is a package of its own; elsewhere there is none. */
const withPlugin = ['libheif-examples', 'libheif-plugin-x265']
const withoutPlugin = ['libheif-examples']

/** What to do where `heif-enc` is missing or has no encoder for HEIC. */
export const heifAdvice: string = `heif-enc is needed to make HEIC pictures. Run \`npm run heif\`, or install it by hand (Debian: ${aptCommand(withoutPlugin)}).`

/** Whether `heif-enc` is there and has an encoder for HEIC. */
function canEncodeHeic(): boolean {
  try {
    const encoders = execFileSync('heif-enc', ['--list-encoders'], { encoding: 'utf8', stdio: 'pipe' })
    return /HEIC encoders:\s+- /.test(encoders)
  } catch {
    return false
  }
}

/** Installs Debian's packages unless `heif-enc` is there. */
function installHeif(): void {
  for (const packages of [withPlugin, withoutPlugin]) {
    if (canEncodeHeic()) return
    console.log(`No heif-enc found that writes HEIC: apt-get install ${packages.join(' ')}`)
    try {
      aptInstall(packages)
    } catch {
      // The next try is without the plugin.
    }
  }
  if (!canEncodeHeic()) throw new Error(heifAdvice)
}

if (import.meta.main) {
  installHeif()
  console.log('heif-enc writes HEIC.')
}
