/** S3 takes less than this in one request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
export const s3SinglePutBelowBytes: number = 5 * 1024 ** 3
