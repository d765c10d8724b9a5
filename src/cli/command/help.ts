export const help = `Usage: npx coatcheck check <module> [options]

Checks a server made with createUploads: its records, its bucket, and what browsers need of both.
It sends a few small files to the bucket as browsers would, and removes them again.

  <module>             the file that exports the uploads, such as ./uploads.ts

Options
  --origin <origin>    an origin whose pages upload, such as https://app.example. Can be repeated
                       Default: the option 'origins' of createUploads
  --export <name>      the export that is the uploads. Default: uploads, or else the default export
  --env <file>         reads environment variables from a file first. Can be repeated
  --json               prints the report as JSON
  -h, --help           prints this

Exit code: 0 without a problem, 1 with one, 2 if the check could not be run.
`
