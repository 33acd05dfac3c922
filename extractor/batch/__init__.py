"""Many reports: one database, fed by workers that may die, asked by SQL.

layout     tables and columns of the database
views      what people ask of it
store      the one writer: open, look up, put, close
outcome    one file → its rows or the reason why there are none (a pure function, for any kind of worker)
"""
