// States for predictors that are no part of Crossroads: written as one array of past frames with
// all that is needed to collect the same states, and their true futures, again. The futures
// themselves are not in the file; the notes hold a hash of the pasts that ties answers to them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/states.hpp"

namespace crossroads {

struct Questions {
  Level level;
  Policy policy;
  StateRequest request;
  int samples = 64;  // that one is asked to draw at each state
  StateSet states;   // collected by ask()
};

void ask(Questions& questions);

// The rows of the file: open and forced states in an order that does not tell which is which.
[[nodiscard]] std::vector<const EvaluationState*> exported_rows(const StateSet& states);
[[nodiscard]] std::string states_hash(const std::vector<const EvaluationState*>& rows);

// Dataset "past", uint8 [state, K, 3, H, W], oldest frame first.
void write_states(const std::filesystem::path& file, const Questions& questions);

// The answers, in a file of their own: dataset "frames", uint8 [legal frame, 3, H, W], with the
// columns "state" (a row of "past") and "probability".
void write_truth(const std::filesystem::path& file, const Questions& questions);

// Collects the states of such a file again. Error: no such file, or the states of this program
// are no longer those.
[[nodiscard]] Questions read_states(const std::filesystem::path& file);

}  // namespace crossroads
