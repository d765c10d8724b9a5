import type { Rejection } from '../../../contract/restrictions.js'
import type { Messages } from '../../../locales/messages.js'
import { describeReason } from './describeReason.js'

/** Describes all reasons for which a file was rejected, each in a sentence. */
export function describeRejection({ reasons }: Pick<Rejection, 'reasons'>, messages: Messages): string {
  return reasons.map((reason) => describeReason(reason, messages)).join(' ')
}
