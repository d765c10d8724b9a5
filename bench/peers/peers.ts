/** Another package for uploads, to compare with. */
export interface Peer {
  /** With the version, as the table shows it. */
  readonly what: string
  /** What its own quick start imports for uploads to presigned URLs; React and the app's own buttons come on top. */
  readonly quickStart: string
}

/** Pinned, so that a figure keeps its meaning. None of them is a dependency: they are installed when they are measured. */
export const peerVersions = {
  '@better-upload/client': '3.0.19',
  '@better-upload/server': '3.0.19',
  '@rpldy/uploady': '1.13.0',
  '@uppy/aws-s3': '6.3.1',
  '@uppy/core': '6.3.1',
  pushduck: '0.2.1',
} as const

export const peers: Readonly<Record<'uppy' | 'uploady' | 'betterUpload', Peer>> = {
  uppy: {
    what: `Uppy ${peerVersions['@uppy/core']}`,
    quickStart: "import Uppy from '@uppy/core'\nimport AwsS3 from '@uppy/aws-s3'\nconsole.log(Uppy, AwsS3)\n",
  },
  uploady: {
    what: `Uploady ${peerVersions['@rpldy/uploady']}`,
    quickStart:
      "import Uploady, { useRequestPreSend, useUploady } from '@rpldy/uploady'\n" +
      'console.log(Uploady, useRequestPreSend, useUploady)\n',
  },
  betterUpload: {
    what: `better-upload ${peerVersions['@better-upload/client']}`,
    quickStart: "import { useUploadFiles } from '@better-upload/client'\nconsole.log(useUploadFiles)\n",
  },
}
