// What the program can be told to do; each command is a file of its own.
#pragma once

#include <string>
#include <vector>

namespace dongson::commands {

// Each returns the exit status: 0 done, 1 refused, 2 asked wrongly.
int Setup(const std::vector<std::string>& arguments);
int AccountCommand(const std::vector<std::string>& arguments);
int Backup(const std::vector<std::string>& arguments);
int Restore(const std::vector<std::string>& arguments);
int VerifyBackup(const std::vector<std::string>& arguments);
int Move(const std::vector<std::string>& arguments);
int Serve(const std::vector<std::string>& arguments);
int MigrateSchema(const std::vector<std::string>& arguments);
int ImportUnits(const std::vector<std::string>& arguments);
int Demo(const std::vector<std::string>& arguments);
int LintDefinitions(const std::vector<std::string>& arguments);
int PrintSettings(const std::vector<std::string>& arguments);
int PrintRoutes(const std::vector<std::string>& arguments);
int Keys(const std::vector<std::string>& arguments);
int Ledger(const std::vector<std::string>& arguments);
int Witness(const std::vector<std::string>& arguments);
int Verify(const std::vector<std::string>& arguments);

}  // namespace dongson::commands
