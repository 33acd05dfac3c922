"""Many reports: one database, fed by workers that may die, asked by SQL.

scan       files below folders, and the hashes of what is in them
run        what is new goes to workers; every file met ends as a row
outcome    one file → its rows or the reason why there are none (a pure function, for any kind of worker)
pool       worker processes of this machine: limits, deaths put down to their task
serving    such a process itself
cluster    workers of other machines, used like a pool
remote     what they do
writer     results on their way into the store, many in one transaction
store      the one writer of the database: open, look up, put, close
layout     tables and columns of the database
views      what people ask of it
reading    the database for those who only ask
export     rows as files
docs       the page about the database, from all this
"""
