/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import org.slf4j.LoggerFactory;
import org.tfllmer.app.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. */
@Command(
        name = "recommender",
        version = "recommender 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class, GenerationsCommand.class, ImportCommand.class, SolveCommand.class, BacktestCommand.class,
            ReportCommand.class, BenchCommand.class, DoctorCommand.class, HelpCommand.class},
        description = "A streaming recommender: language-model embeddings, reduced on the live co-occurrence graph.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a job failed, or a solve found no answer",
            "2:wrong usage, option or data",
            "3:Kafka cannot be reached",
            "130:interrupted"
        })
public final class Recommender {

    private Recommender() {}

    public static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments);
        if (exitCode != ExitCodes.INTERRUPTED) { // else the process is ending already
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Recommender())
                .setParameterExceptionHandler(Recommender::refuse)
                .setExecutionExceptionHandler(Recommender::report);
    }

    private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("recommender: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.WRONG_USAGE;
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("recommender: " + failure.getMessage());
        if (ExitCodes.of(failure) == ExitCodes.FAILED) {
            LoggerFactory.getLogger(Recommender.class).error("The run failed", failure);
        }
        return ExitCodes.of(failure);
    }
}
