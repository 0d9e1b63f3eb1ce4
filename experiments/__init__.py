"""Questions asked of the model: each experiment is one module and one file in conf/experiment/."""
