import type { Rule } from '../../shared/options/checkFields.js'

export const aQuality: Rule = [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1']
