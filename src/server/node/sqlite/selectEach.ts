import type { RowsByValue } from '../../records/shared/Database.js'

/** SQL that is true if a column has one of the texts of the JSON array that is this parameter. */
export function isOneOf(column: string, parameter: string): string {
  return `${column} in (select value from json_each(${parameter}))`
}

/** SQL that selects rows by the values of a column. */
export function selectEach(rows: RowsByValue): string {
  const { columns, table, where = 'true', check = 'true', column, parameter, most = 1 } = rows
  if (most === 1) return `select ${columns} from ${table} where ${where} and ${check} and ${isOneOf(column, parameter)}`
  // Each value is looked for by itself, in the order of the index that has it, so that reading ends with the last row that is
  // wanted, however many have the value. In any other order, SQLite would sort them all, or read every row of the owner.
  return `select ${columns} from (select distinct value as wanted from json_each(${parameter})) join ${table} on id in (
    select id from ${table} where ${where} and ${check} and ${column} = wanted order by created_at limit ${most}
  )`
}
