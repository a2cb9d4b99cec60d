package dev.reprise.compiler;

import dev.reprise.compiler.emit.ProjectFiles;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.schedule.Schedule;

/** A finished compilation, still in memory. */
public record Compiled(LearnerModel model, Schedule schedule, CompileReport report, ProjectFiles files) {}
