/** The names of the tables, as they stand in SQL. */
export interface Tables {
  readonly uploads: string
  readonly files: string
  readonly objects: string
  readonly usage: string
  readonly schema: string
  /** The first part of the names of indexes, which belong to the schema of their table. */
  readonly indexPrefix: string
}

const defaultTablePrefix = 'coatcheck_'

/** Names stand in SQL as they are, and Postgres cuts off what is longer than 63 bytes. */
const permitted = /^(?:[a-z_][a-z0-9_]{0,39}\.)?[a-z_][a-z0-9_]{0,39}$/

/**
 * @throws {TypeError} if the prefix is not made of lower-case letters, digits and underscores
 */
export function nameTables(prefix: string = defaultTablePrefix): Tables {
  if (!permitted.test(prefix)) {
    throw new TypeError(
      `tablePrefix must be made of at most 40 lower-case letters, digits and underscores, such as 'coatcheck_' or 'myschema.coatcheck_'; it is ${JSON.stringify(prefix)}.`,
    )
  }
  return {
    uploads: `${prefix}uploads`,
    files: `${prefix}files`,
    objects: `${prefix}objects`,
    usage: `${prefix}usage`,
    schema: `${prefix}schema`,
    indexPrefix: prefix.slice(prefix.indexOf('.') + 1),
  }
}
