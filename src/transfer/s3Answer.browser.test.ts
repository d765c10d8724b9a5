import { describeS3Answer } from './s3Answer.suite.js'

describeS3Answer('with DOMParser')
