import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { compose, resize, stripMetadata } from 'coatcheck/prepare'
import type { ReactElement } from 'react'
// oxlint-disable-next-line import/default -- Vite makes it
import workerUrl from '../../src/prepare/worker/prepare.worker.ts?worker&url'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

interface UrlRules {
  readonly createScriptURL: (url: string) => string
}

/** TypeScript does not declare it, and not every browser has it. */
declare const trustedTypes: { createPolicy(name: string, rules: UrlRules): UrlRules } | undefined

const params = new URLSearchParams(location.search)
const longestSide = params.get('longestSide')

/** An app under Trusted Types names its policy, and gives the worker a URL that the policy has made. */
function makeCreateWorker(): () => Worker {
  const rules = { createScriptURL: (url: string) => url }
  const policy = typeof trustedTypes === 'undefined' ? rules : trustedTypes.createPolicy('my-app', rules)
  return () => new Worker(policy.createScriptURL(workerUrl), { type: 'module' })
}

const own = params.has('ownWorker') ? { createWorker: makeCreateWorker() } : {}

/**
 * Pictures lose their location and, with `?longestSide=`, are made smaller before they are sent; with `?ownWorker` in a
 * worker that the app creates.
 */
const prepare =
  longestSide === null
    ? stripMetadata('location')
    : compose(resize({ longestSide: Number(longestSide), ...own }), stripMetadata('all'))

export function PrepareScene(): ReactElement {
  return (
    <UploadProvider backend={useSceneBackend()} prepare={prepare}>
      <Watched />
      <Dropzone />
      <UploadList />
    </UploadProvider>
  )
}
