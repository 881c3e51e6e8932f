-- What was said of an objective last, so that it is said once: that its error budget burns too fast, or that it is spent.

create table sla_objective (
    name  text not null,
    level text not null,
    at    timestamptz not null,
    constraint sla_objective_pk primary key (name),
    constraint sla_objective_level check (level in ('well', 'burning', 'spent'))
);
